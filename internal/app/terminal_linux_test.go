package app_test

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"syscall"
	"unsafe"

	"github.com/rogpeppe/go-internal/testscript"
)

// atTerminal runs a command at a terminal where the content of a file is typed: terminal KEYS [-stdin FILE] COMMAND...
// Where there is a FILE the command reads it from standard input, and what is typed is at its terminal all the same.
// What the terminal shows is written to the file screen.
func atTerminal(ts *testscript.TestScript, neg bool, args []string) {
	keys := ts.ReadFile(args[0])
	args = args[1:]
	path, err := exec.LookPath("credence")
	ts.Check(err)
	primary, secondary, err := openTerminal()
	ts.Check(err)
	defer func() { _ = primary.Close() }()
	input := secondary
	if args[0] == "-stdin" {
		input, err = os.Open(ts.MkAbs(args[1]))
		ts.Check(err)
		defer func() { _ = input.Close() }()
		args = args[2:]
	}
	cmd := exec.Command(path, args[1:]...)
	cmd.Dir = ts.MkAbs(".")
	for _, name := range []string{"PATH", "HOME", "USER", "CREDENCE_CACHE_DIR", "CREDENCE_DATA_DIR",
		"CREDENCE_NEO4J_READ_TIMEOUT", javaOptions} {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	cmd.Env = slices.DeleteFunc(append(cmd.Env, "NO_COLOR=1"),
		func(v string) bool { return v == "CREDENCE_NEO4J_READ_TIMEOUT=" })
	cmd.Stdin, cmd.Stdout, cmd.Stderr = input, secondary, secondary
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true, Ctty: 2}
	ts.Check(cmd.Start())
	ts.Check(secondary.Close())
	_, err = io.WriteString(primary, keys)
	ts.Check(err)
	screen, _ := io.ReadAll(primary) // the error at the end is how a terminal that nobody has open any more ends
	ended := cmd.Wait()
	ts.Check(os.WriteFile(ts.MkAbs("screen"), screen, 0o600))
	if (ended != nil) != neg {
		ts.Fatalf("%v; the terminal shows:\n%s", ended, screen)
	}
}

// openTerminal returns both ends of a new pseudo-terminal.
func openTerminal() (primary, secondary *os.File, err error) {
	primary, err = os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		return nil, nil, err
	}
	var number, lock int32
	for _, call := range []struct {
		request uintptr
		value   *int32
	}{{syscall.TIOCSPTLCK, &lock}, {syscall.TIOCGPTN, &number}} {
		if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, primary.Fd(), call.request,
			uintptr(unsafe.Pointer(call.value))); errno != 0 {
			return nil, nil, errno
		}
	}
	secondary, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	return primary, secondary, err
}
