# Everything starts from a bare Debian 12 with git and make. What each target does is in launch/.
export PORT ?= 8000
LAUNCH = @sh launch/bootstrap.sh

.PHONY: help demo demo-reset test check unit browser bench mutants
.DEFAULT_GOAL := help

help:
	@echo "make demo [PORT=8000]  start Sjöstad kommun, a made-up municipality, until Ctrl-C"
	@echo "make demo-reset        drop the demo's data"
	@echo "make test              all that CI runs (parts of it: make check, make unit, make browser)"
	@echo "make browser [ARGS='-k …'] [HEADED=1 SLOW=300]"
	@echo "make bench [SIZE=full] measure the pages against the simplest one, and the rules beside OpenFisca"
	@echo "make mutants [ARGS='--again service']  put faults into merit/rules and see that the tests notice"

demo:
	$(LAUNCH) demo

demo-reset:
	$(LAUNCH) demo-reset

test:
	$(LAUNCH) test

check:
	$(LAUNCH) test static

unit:
	$(LAUNCH) test unit

browser:
	$(LAUNCH) test browser

bench:
	$(LAUNCH) bench

mutants:
	$(LAUNCH) mutants
