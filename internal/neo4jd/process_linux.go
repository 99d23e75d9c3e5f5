package neo4jd

import (
	"fmt"
	"os"
	"strings"
	"syscall"
)

// tied returns the attributes of a process that must not outlive its parent: the kernel kills it when the thread that
// started it ends. Its own process group keeps a terminal's Ctrl-C from it.
func tied() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

// startOf returns when a process was started, in a form that no other process has with the same number: the boot and
// the clock ticks since. It is "" if there is no such process, or only its unread exit code.
func startOf(pid int) string {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return ""
	}
	// The name in parentheses may hold anything, spaces and parentheses included; the fields follow its last one.
	text := string(data)
	fields := strings.Fields(text[strings.LastIndexByte(text, ')')+1:])
	const state, start = 0, 19 // the third and the 22nd field of proc(5)
	if len(fields) <= start || fields[state] == "Z" || fields[state] == "X" {
		return ""
	}
	return readTrimmed("/proc/sys/kernel/random/boot_id") + "/" + fields[start]
}
