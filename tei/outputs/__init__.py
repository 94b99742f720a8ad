"""The outputs: each is one module with a function marked `@output("name")`."""
