package deploy_test

import (
	"strings"
	"testing"
)

// TestWithoutNpm expects that what npm would install is not missed in silence, and is no failure.
func TestWithoutNpm(t *testing.T) {
	for script, says := range map[string]string{"clients.sh": "NOT TESTED", "contract.sh": "NOT CHECKED"} {
		out, code := newMachine(t).run(script)
		if code != 0 || !strings.HasPrefix(out, says) || !strings.HasSuffix(out, "npm and node are not installed\n") {
			t.Errorf("%s ends with %d and says %q; expected 0 and %q with the reason", script, code, out, says)
		}
	}
}
