package neo4jd

import (
	"context"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// fallbackMemoryMB is used if the machine's memory cannot be read.
const fallbackMemoryMB = 4096

// machineMemoryMB returns the memory that this process may count on in MiB: the machine's, or the limit of its
// control group if that is less.
func machineMemoryMB() int {
	total := linuxMemoryMB()
	if total == 0 {
		total = darwinMemoryMB()
	}
	if total == 0 {
		total = fallbackMemoryMB
	}
	for _, path := range []string{"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"} {
		if limit, err := strconv.ParseInt(readTrimmed(path), 10, 64); err == nil && limit > 0 {
			total = int(min(int64(total), limit>>20))
		}
	}
	return total
}

// linuxMemoryMB returns the memory that the kernel reports, 0 if there is no such report.
func linuxMemoryMB() int {
	for line := range strings.Lines(readTrimmed("/proc/meminfo")) {
		fields := strings.Fields(line)
		if len(fields) < 2 || fields[0] != "MemTotal:" {
			continue
		}
		if kb, err := strconv.Atoi(fields[1]); err == nil {
			return kb / 1024
		}
	}
	return 0
}

// darwinMemoryMB returns the memory that sysctl reports, 0 if there is no such program.
func darwinMemoryMB() int {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, "sysctl", "-n", "hw.memsize").Output()
	if err != nil {
		return 0
	}
	bytes, err := strconv.ParseInt(strings.TrimSpace(string(out)), 10, 64)
	if err != nil {
		return 0
	}
	return int(bytes >> 20)
}

// readTrimmed returns a file's text without surrounding space, "" if it cannot be read.
func readTrimmed(path string) string {
	data, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(data))
}
