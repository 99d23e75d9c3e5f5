package neo4jd

import (
	"context"
	"time"
)

// What the tests of this package cannot bring about from outside.
var (
	NeedSpace      = needSpace
	SupervisorMark = supervisorMark
)

// RepairJars does what every start does with the jars.
func RepairJars(ctx context.Context, o Options) error {
	o, err := o.withDefaults()
	if err != nil {
		return err
	}
	_, err = ensureJars(ctx, o, jarsComplete)
	return err
}

// TellFailed writes what a supervisor that failed some time ago and is just ending has told; it is this process.
func TellFailed(o Options, since time.Time) error {
	return writeState(o.home(), state{Phase: phaseFailed, Supervisor: thisProcess(), Since: since,
		Failure: newFailure(&Error{Kind: ErrStart, Text: "it failed"})})
}

// ServerLock returns the path of the lock that a supervisor holds.
func ServerLock(o Options) string { return o.home().serverLock() }

// SupervisorPID returns the process id of the supervisor.
func SupervisorPID(o Options) int { return readState(o.home()).Supervisor.PID }
