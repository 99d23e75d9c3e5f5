package app_test

import (
	"regexp"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"
)

// completes checks what a shell is offered for the last word of a line: completes PATTERN WORD... A graph that does
// not answer at once offers nothing, so it is asked again while a busy machine may be the reason.
func completes(ts *testscript.TestScript, not bool, args []string) {
	if not || len(args) < 2 {
		ts.Fatalf("usage: completes pattern word...")
	}
	want, deadline := regexp.MustCompile(args[0]), time.Now().Add(time.Minute)
	for {
		ts.Check(ts.Exec("credence", append([]string{cobra.ShellCompRequestCmd}, args[1:]...)...))
		offered := ts.ReadFile("stdout")
		if want.MatchString(offered) {
			return
		}
		if time.Now().After(deadline) {
			ts.Fatalf("a shell is offered %q for %s; want %q", offered, strings.Join(args[1:], " "), args[0])
		}
	}
}
