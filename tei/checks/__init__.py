"""The checks: each rule is one function marked `@check(CODE, name)` in a module of its family."""
