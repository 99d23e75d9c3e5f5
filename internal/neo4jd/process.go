package neo4jd

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// pollEvery is how often a condition of another process is looked at that the kernel does not report.
const pollEvery = 25 * time.Millisecond

// process identifies one process for good: its number alone may be used again.
type process struct {
	PID   int    `json:"pid"`
	Start string `json:"start"`
}

// thisProcess returns the running process.
func thisProcess() process { return process{PID: os.Getpid(), Start: startOf(os.Getpid())} }

// alive reports whether this very process still runs.
func (p process) alive() bool { return p.PID > 0 && p.Start != "" && startOf(p.PID) == p.Start }

// kill ends the process at once and waits until it is gone.
func (p process) kill(ctx context.Context) error {
	if !p.alive() {
		return nil
	}
	// Between the look and the signal the process may end by itself: then there is no process to signal.
	_ = syscall.Kill(p.PID, syscall.SIGKILL)
	ctx, cancel := context.WithTimeout(ctx, 15*time.Second)
	defer cancel()
	if !poll(ctx, func() bool { return !p.alive() }) {
		return fmt.Errorf("process %d does not end: %w", p.PID, ctx.Err())
	}
	return nil
}

// poll looks at a condition until it holds or the context ends, and returns whether it holds.
func poll(ctx context.Context, holds func() bool) bool {
	ticker := time.NewTicker(pollEvery)
	defer ticker.Stop()
	for !holds() {
		select {
		case <-ctx.Done():
			return holds()
		case <-ticker.C:
		}
	}
	return true
}

// child is a process that this one started and waits for.
type child struct {
	process
	done chan struct{} // closed when the process has ended and its exit code was read
	err  error         // the result of Wait; only read after done
}

// startTied starts a command that dies with this process, if the system can do that.
func startTied(cmd *exec.Cmd) (*child, error) {
	cmd.SysProcAttr = tied()
	return startChild(cmd, true)
}

// runTied runs a command to its end, or until the context ends.
func runTied(ctx context.Context, cmd *exec.Cmd) error {
	c, err := startTied(cmd)
	if err != nil {
		return err
	}
	return c.wait(ctx)
}

// startChild starts a command and waits for it in the background. With lock, the thread that starts it lives as long
// as the command: the kernel's signal at the parent's death is tied to that thread.
func startChild(cmd *exec.Cmd, lock bool) (*child, error) {
	c := &child{done: make(chan struct{})}
	started := make(chan error, 1)
	go func() {
		if lock {
			// Never unlocked: the thread ends with this goroutine, when there is nothing left to signal.
			runtime.LockOSThread()
		}
		err := cmd.Start()
		if err == nil {
			c.process = process{PID: cmd.Process.Pid, Start: startOf(cmd.Process.Pid)}
		}
		started <- err
		if err != nil {
			return
		}
		c.err = cmd.Wait()
		close(c.done)
	}()
	if err := <-started; err != nil {
		return nil, fmt.Errorf("starting %s: %w", cmd.Path, err)
	}
	return c, nil
}

// ended reports whether the process has ended.
func (c *child) ended() bool {
	select {
	case <-c.done:
		return true
	default:
		return false
	}
}

// stop asks the process to end, and kills it when it has not by the time given.
func (c *child) stop(within time.Duration) {
	c.signal(syscall.SIGTERM)
	timer := time.NewTimer(within)
	defer timer.Stop()
	select {
	case <-c.done:
	case <-timer.C:
		c.killNow()
	}
}

// killNow ends the process, and what it started in its group, at once.
func (c *child) killNow() {
	c.signal(syscall.SIGKILL)
	<-c.done
}

// signal reaches the process's whole group. A process that has ended is no longer there to get it.
func (c *child) signal(sig syscall.Signal) {
	if !c.ended() {
		_ = syscall.Kill(-c.PID, sig)
	}
}

// wait returns the result of the process, or kills it when the context ends.
func (c *child) wait(ctx context.Context) error {
	select {
	case <-c.done:
		return c.err
	case <-ctx.Done():
		c.killNow()
		return ctx.Err()
	}
}
