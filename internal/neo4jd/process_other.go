//go:build !linux

package neo4jd

import (
	"context"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// tied returns the attributes of a process that should not outlive its parent. Only Linux can promise that; elsewhere
// the next start ends what a killed supervisor left. Its own process group keeps a terminal's Ctrl-C from it.
func tied() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

// startOf returns when a process was started, "" if there is no such process.
func startOf(pid int) string {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, "ps", "-o", "stat=,lstart=", "-p", strconv.Itoa(pid)).Output()
	stat, start, _ := strings.Cut(strings.TrimSpace(string(out)), " ")
	if err != nil || strings.HasPrefix(stat, "Z") {
		return ""
	}
	return strings.TrimSpace(start)
}
