/* Plays a disk below a process (LD_PRELOAD): while the file named by DISK_FAILS is there, a sync fails with EIO. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static int sync_by(const char *name, int fd) {
  const char *fails = getenv("DISK_FAILS");
  if (fails && access(fails, F_OK) == 0) {
    errno = EIO;
    return -1;
  }
  int (*real)(int) = dlsym(RTLD_NEXT, name);
  return real(fd);
}

int fsync(int fd) { return sync_by("fsync", fd); }
int fdatasync(int fd) { return sync_by("fdatasync", fd); }
