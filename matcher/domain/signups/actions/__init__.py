"""Every act on sign-ups. Each does all of it or nothing, inside the caller's transaction, and names who acts.

joining · leaving        asking for a place, giving it back
promotion                giving freed places to who waits
deciding                 the organizer's yes and no
companies                seats by head-count
shifts · opportunities   acts on what is published: more or fewer places, another time, changing, calling off
adding                   a day more for what is published
attendance               what happened
places                   the only writer of the counters; moving: the only writer of a sign-up's state
telling                  who is told what (the table of notices)
"""

from matcher.domain.signups.actions.adding import add_published_shift, check_may_grow
from matcher.domain.signups.actions.attendance import (
    add_heads,
    add_walk_in,
    hold_list,
    record_attendance,
    record_head_count,
)
from matcher.domain.signups.actions.companies import change_seats, give_back_seats, hold_seats
from matcher.domain.signups.actions.deciding import accept, decline, put_on_waiting_list, remove
from matcher.domain.signups.actions.joining import sign_up
from matcher.domain.signups.actions.leaving import end_unanswered, forget_messages, withdraw, withdraw_all
from matcher.domain.signups.actions.opportunities import (
    cancel_opportunity,
    change_published,
    close_opportunity,
    close_organization,
    resume_opportunity,
    resume_organization,
    suspend_opportunity,
    suspend_organization,
)
from matcher.domain.signups.actions.promotion import promote
from matcher.domain.signups.actions.shifts import cancel_shift, change_capacity, move_shift

__all__ = [
    "accept",
    "add_heads",
    "add_published_shift",
    "add_walk_in",
    "cancel_opportunity",
    "cancel_shift",
    "change_capacity",
    "change_published",
    "change_seats",
    "check_may_grow",
    "close_opportunity",
    "close_organization",
    "decline",
    "end_unanswered",
    "forget_messages",
    "give_back_seats",
    "hold_list",
    "hold_seats",
    "move_shift",
    "promote",
    "put_on_waiting_list",
    "record_attendance",
    "record_head_count",
    "remove",
    "resume_opportunity",
    "resume_organization",
    "sign_up",
    "suspend_opportunity",
    "suspend_organization",
    "withdraw",
    "withdraw_all",
]
