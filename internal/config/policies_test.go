package config_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/config"
)

const policyFile = `strict:
  minConfidence: 60
  sharedCauseShares:
    owner: 0.2
generous: {suggestedCopies: true, prior: 0.25, budget: {triedCount: 30}}
empty:
`

// TestPolicies reads named policies: what one leaves out is as the single settings say.
func TestPolicies(t *testing.T) {
	isolate(t)
	write(t, "policies.yaml", policyFile)
	write(t, "credence.yaml", "policy:\n  file: policies.yaml\n  minCopiedShare: 0.7\n  minConfidence: 10\n")
	c := load(t)
	base := c.Policy
	if base.Name != "" || base.MinConfidence != 10 || base.MinCopiedShare != 0.7 {
		t.Errorf("in force is %+v; want the single settings", base)
	}
	strict, generous, empty := base, base, base
	strict.Name, strict.MinConfidence, strict.SharedCauseShares.Owner = "strict", 60, 0.2
	generous.Name, generous.SuggestedCopies, generous.Prior, generous.Budget.TriedCount = "generous", true, 0.25, 30
	empty.Name = "empty"
	if diff := cmp.Diff([]config.Policy{strict, generous, empty}, c.Policies); diff != "" {
		t.Errorf("policies (-want +got):\n%s", diff)
	}
	got, err := c.PolicyNamed("strict")
	if diff := cmp.Diff(strict, got); diff != "" || err != nil {
		t.Errorf("strict: error %v, (-want +got):\n%s", err, diff)
	}
}

// TestPolicyInForce names the policy in force: its values are those of the settings, from its place in its file.
func TestPolicyInForce(t *testing.T) {
	isolate(t)
	write(t, "policies.yaml", policyFile)
	write(t, "credence.yaml", "policy: {file: policies.yaml, minCopiedShare: 0.7, minConfidence: 10}\n")
	t.Setenv("CREDENCE_POLICY_MIN_CONFIDENCE", "20")
	c := load(t, "--policy-name", "strict", "--policy-min-copied-share", "0.9")
	if p := c.Policy; p.Name != "strict" || p.MinConfidence != 60 || p.SharedCauseShares.Owner != 0.2 ||
		p.MinCopiedShare != 0.9 {
		t.Errorf("in force is %+v; want strict, with the flag for what it leaves out", p)
	}
	sources := c.Sources()
	if o := sources["policy.minConfidence"]; o.Kind != config.FromFile || filepath.Base(o.Name) != "policies.yaml" ||
		o.Line != 2 {
		t.Errorf("policy.minConfidence is from %s; want policies.yaml:2", o)
	}
	if o := sources["policy.minCopiedShare"]; o.String() != "--policy-min-copied-share" {
		t.Errorf("policy.minCopiedShare is from %s; want the flag", o)
	}
	other, err := c.PolicyNamed("generous")
	if err != nil || other.MinConfidence != 20 || other.Prior != 0.25 || other.MinCopiedShare != 0.9 {
		t.Errorf("generous beside strict is %+v, %v; want nothing of strict in it", other, err)
	}
	standard, err := c.PolicyNamed("default")
	if err == nil || !strings.Contains(err.Error(),
		`--policy-min-copied-share: policy.minCopiedShare: the policy "default" says it too`) {
		t.Errorf("default, with a flag that says otherwise, is %+v, %v; want it refused", standard, err)
	}
}

// TestPolicyNamed_File takes a file with one policy in it.
func TestPolicyNamed_File(t *testing.T) {
	isolate(t)
	write(t, "one.yaml", "mine:\n  prior: 0.2\n")
	write(t, "two.json", `{"mine": {"prior": 0.2}, "yours": {}}`)
	c := load(t)
	if p, err := c.PolicyNamed("one.yaml"); err != nil || p.Name != "mine" || p.Prior != 0.2 || p.MinCopiedShare != 0.5 {
		t.Errorf("one.yaml is %+v, %v", p, err)
	}
	for name, want := range map[string]string{
		"two.json":     "two.json holds 2 policies; expected one, or: --policy-file two.json --policy NAME",
		"./three.yaml": "the policy file cannot be read",
		"mine":         `"mine" is not a known policy; expected one of default`,
	} {
		if _, err := c.PolicyNamed(name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v; want %s", name, err, want)
		}
	}
}

// TestPolicies_Refused: every fault of a policy file is reported with its place, unknown keys with the nearest known
// one.
func TestPolicies_Refused(t *testing.T) {
	for _, tt := range []struct {
		content string
		want    []string
	}{
		{
			"strict:\n  minConfidnce: 60\n",
			[]string{"policies.yaml:2: strict.minConfidnce: not a known key; did you mean strict.minConfidence?"},
		},
		{
			"strict:\n  sharedCauseShare: {owner: 0.2}\n",
			[]string{"policies.yaml:2: strict.sharedCauseShare: not a known key; did you mean strict.sharedCauseShares?"},
		},
		{
			"strict:\n  file: other.yaml\n",
			[]string{"policies.yaml:2: strict.file: not a known key; `credence config` lists those that there are"},
		},
		{"strict:\n  prior: 1\nloose:\n  minCopiedShare: 2\n", []string{
			"policies.yaml:2: strict.prior: 1 is out of range; expected above 0 to below 1",
			"policies.yaml:4: loose.minCopiedShare: 2 is out of range; expected above 0 to 1",
		}},
		{
			"strict:\n  sharedCauseShares: {owner: 0.5}\n",
			[]string{"policies.yaml:1: strict.sharedCauseShares: the four shares add up to 1.15; expected below 1"},
		},
		{"strict:\n  accuracies: {a: 0.8}\n", []string{
			"policies.yaml:1: strict.accuracies: a is 0.8 and b is 0.85; expected no letter from a to e to be above " +
				"the one before"}},
		{
			"default: {}\n", []string{
				"policies.yaml:1: default: a name that Credence uses itself; expected another than default, " +
					"configured, custom",
			},
		},
		{"a b: {}\n", []string{"policies.yaml:1: a b: not a name; expected letters, digits, - and _"}},
		{
			"strict: {}\nstrict: {}\n",
			[]string{"policies.yaml:2: strict: named a second time, after line 1; expected once"},
		},
		{
			"strict: 60\n", []string{
				"policies.yaml:1: strict: found a single value; expected settings such as minConfidence below it",
			},
		},
		{
			"- strict\n", []string{
				"policies.yaml:1: found a list; expected names of policies, and below each its settings, such as " +
					"minConfidence",
			},
		},
	} {
		isolate(t)
		write(t, "policies.yaml", tt.content)
		got := faults(t, "--policy-file=policies.yaml")
		for i := range got {
			_, got[i], _ = strings.Cut(got[i], string(filepath.Separator)+"policies.yaml")
			got[i] = "policies.yaml" + got[i]
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.content, diff)
		}
	}
	isolate(t)
	if got := faults(t, "--policy-file=none.yaml"); len(got) != 1 ||
		!strings.HasPrefix(got[0], "--policy-file: policy.file: the policy file cannot be read: ") {
		t.Errorf("a file that is not there: %q", got)
	}
}

// TestPolicyFlagAgainstName: a flag that says what the named policy says too would be passed over in silence.
func TestPolicyFlagAgainstName(t *testing.T) {
	isolate(t)
	write(t, "policies.yaml", policyFile)
	got := faults(t, "--policy-file=policies.yaml", "--policy-name=strict", "--policy-min-confidence=5")
	if len(got) != 1 || !strings.HasPrefix(got[0],
		`--policy-min-confidence: policy.minConfidence: the policy "strict" says it too (`) ||
		!strings.HasSuffix(got[0], "policies.yaml:2); expected one of them") {
		t.Errorf("got %q", got)
	}
}
