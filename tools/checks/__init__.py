"""The checks of tools/lint, by what they look at: the text of files, the objects of the build, clang's view of the C files."""
