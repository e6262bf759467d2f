// The certificates of authorities that the system trusts.
#pragma once

// The file in which the system keeps them: `own`, the one that libcurl was built with, where that can be read, else the first
// that can of those of other systems, since a libcurl may run on another one than it was built on, as that of a wheel does. NULL:
// none can be read. Static, or `own`, which may be NULL.
const char *authorities_file(const char *own);
