package run

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/config"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

// The settings' defaults are the method's policy; what differs has a name that says where it is from.
func TestPolicyOf(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	cfg, err := config.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(basis.DefaultPolicy(), policyOf(cfg.Policy)); diff != "" {
		t.Errorf("the settings' defaults (-method +settings):\n%s", diff)
	}
	cfg.Policy.Prior = 0.3
	if got := policyOf(cfg.Policy); got.Name != "configured" || got.Prior != 0.3 {
		t.Errorf("configured: %+v", got)
	}
	cfg.Policy.Name, cfg.Policy.Undated = "strict", "exclude"
	if got := policyOf(cfg.Policy); got.Name != "strict" || got.Undated != evidence.ExcludeUndated {
		t.Errorf("named: %+v", got)
	}
}
