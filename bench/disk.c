/* Plays a disk below a process (LD_PRELOAD): while the file named by DISK_FAILS is there, fsync fails with EIO; and after each fsync the
   file is copied to the folder DISK_SHADOW, which then holds what a power cut would have left. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int keep(int fd) {
  const char *shadow = getenv("DISK_SHADOW");
  char link[64], path[4096], part[4200], copy[4200], bytes[65536];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1), got;
  if (!shadow || length < 0) return 0;
  path[length] = 0;
  const char *name = strrchr(path, '/') + 1;
  /* the database and its log; that a journal was deleted is taken to outlast the cut */
  if (strcmp(name, "caravan.db") && strcmp(name, "caravan.db-wal")) return 0;
  snprintf(part, sizeof part, "%s/%s.part", shadow, name);
  snprintf(copy, sizeof copy, "%s/%s", shadow, name);
  int in = open(path, O_RDONLY), out = open(part, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  while ((got = read(in, bytes, sizeof bytes)) > 0)
    if (write(out, bytes, got) != got) abort();
  close(in);
  close(out);
  return rename(part, copy);
}

static int sync_by(const char *name, int fd) {
  const char *fails = getenv("DISK_FAILS");
  if (fails && access(fails, F_OK) == 0) {
    errno = EIO;
    return -1;
  }
  int (*real)(int) = dlsym(RTLD_NEXT, name);
  int result = real(fd);
  return result ? result : keep(fd);
}

int fsync(int fd) { return sync_by("fsync", fd); }
int fdatasync(int fd) { return sync_by("fdatasync", fd); }
