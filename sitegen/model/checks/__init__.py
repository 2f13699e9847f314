"""What may be wrong with content whose values are each right by themselves; `registry` has the list."""
