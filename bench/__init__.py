"""The benchmark behind `make bench`: what pages cost, as ratios within one run. How to read it: docs/performance.md."""
