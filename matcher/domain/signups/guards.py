"""What the database itself refuses about places: two at one time, and an attendance without its place."""

from matcher.domain.signups.models import IS_HELD, MINUTES_OF_ONE_PERSON
from matcher.guards import Guard, declare

_CLASH = f"""
    WHEN NEW.{IS_HELD} AND NEW.busy_from IS NOT NULL AND EXISTS (
        SELECT 1 FROM participant AS other
        WHERE other.id <> NEW.id AND other.{IS_HELD} AND other.busy_from IS NOT NULL
          AND other.busy_from >= NEW.busy_from / {MINUTES_OF_ONE_PERSON} * {MINUTES_OF_ONE_PERSON}
          AND other.busy_from < NEW.busy_to AND NEW.busy_from < other.busy_to)
    BEGIN SELECT RAISE(ABORT, 'ex_participant_overlap'); END"""  # noqa: S608 only our own constants go in

declare(
    Guard(
        name="participant_overlap",
        table="participant",
        sqlite={
            # a new row has no id yet, and NULL <> id would let every clash through
            "participant_overlap_insert": "BEFORE INSERT ON participant "
            + _CLASH.replace("other.id <> NEW.id AND ", ""),
            "participant_overlap_update": f"BEFORE UPDATE ON participant {_CLASH}",
        },
        postgresql={},  # the exclusion constraint ex_participant_overlap holds it there
    )
)
_RAISED = "RAISE EXCEPTION '{0}' USING ERRCODE = 'integrity_constraint_violation'"
_LOSES_PLACE = "WHEN (NEW.state <> 'confirmed')"
declare(
    Guard(
        name="place_keeps_attendance",
        table="participant",
        sqlite={
            "place_keeps_attendance_row": f"""BEFORE UPDATE OF state ON participant {_LOSES_PLACE}
                BEGIN SELECT RAISE(ABORT, 'place_keeps_attendance')
                    WHERE EXISTS (SELECT 1 FROM attendance WHERE participant_id = NEW.id); END"""  # noqa: S608 our own words
        },
        postgresql={
            "place_keeps_attendance_row": f"""BEFORE UPDATE OF state ON participant FOR EACH ROW {_LOSES_PLACE}
                EXECUTE FUNCTION place_keeps_attendance()"""
        },
        function=f"""BEGIN
            IF EXISTS (SELECT 1 FROM attendance WHERE participant_id = NEW.id) THEN
                {_RAISED.format("place_keeps_attendance")};
            END IF;
            RETURN NEW;
        END""",  # noqa: S608 only our own constants go in
    )
)
declare(
    Guard(
        name="attendance_of_a_place",
        table="attendance",
        sqlite={
            "attendance_of_a_place_row": """BEFORE INSERT ON attendance
                BEGIN SELECT RAISE(ABORT, 'attendance_of_a_place')
                    WHERE (SELECT state FROM participant WHERE id = NEW.participant_id) <> 'confirmed'; END"""
        },
        postgresql={
            "attendance_of_a_place_row": """BEFORE INSERT ON attendance FOR EACH ROW
                EXECUTE FUNCTION attendance_of_a_place()"""
        },
        # the lock makes it take turns with whoever takes the place away
        function=f"""DECLARE standing text;
        BEGIN
            SELECT state INTO standing FROM participant WHERE id = NEW.participant_id FOR SHARE;
            IF standing <> 'confirmed' THEN
                {_RAISED.format("attendance_of_a_place")};
            END IF;
            RETURN NEW;
        END""",  # noqa: S608 only our own constants go in
    )
)
