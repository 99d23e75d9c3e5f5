package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// A policy file is YAML: names, and below each what that policy says, by the keys that stand below `policy.` in the
// table:
//
//	strict:
//	  minConfidence: 60
//	  sharedCauseShares:
//	    owner: 0.2
//	generous:
//	  suggestedCopies: true
//
// What a policy leaves out is as the single settings say; what it says goes before them. A flag that says otherwise is
// refused, since one of the two would be passed over in silence.

// defaultPolicy is the name of the policy of the method: every setting at its default.
const defaultPolicy = "default"

// reservedNames are those that an answer gives to policies without a name of their own.
func reservedNames() []string { return []string{defaultPolicy, "configured", "custom"} }

var policyName = regexp.MustCompile(`^[\pL\pN][\pL\pN_-]*$`)

// namedPolicy is a policy as it stands in its file.
type namedPolicy struct {
	name    string
	origin  Origin
	entries map[string]entry // by key of the table
}

// applyPolicies reads the policy file and puts the named policy that is asked for in force.
func (l *loader) applyPolicies() {
	c := l.config
	c.single = c.Policy
	c.single.Name = ""
	if c.Policy.File != "" {
		named, faults := readPolicyFile(c.Policy.File, c.origins["policy.file"])
		c.named = named
		l.faults = append(l.faults, faults...)
	}
	for _, n := range c.named {
		p, err := c.overlay(n, false)
		if err != nil {
			l.faults = append(l.faults, err)
			continue
		}
		c.Policies = append(c.Policies, p)
	}
	if name := c.Policy.Name; name != "" && len(l.faults) == 0 {
		n, err := c.find(name)
		if err != nil {
			l.fault(c.origins["policy.name"], "policy.name", err)
			return
		}
		if c.Policy, err = c.overlay(n, true); err != nil {
			l.faults = append(l.faults, err)
			return
		}
		for key, e := range n.entries {
			c.origins[key] = Origin{Kind: n.origin.Kind, Name: n.origin.Name, Line: e.line}
		}
	}
}

// PolicyNamed returns a policy that is asked for beside the settings: the name of one of `policy.file`, "default", or a
// file with one policy in it. The error says which names there are.
func (c *Config) PolicyNamed(text string) (Policy, error) {
	n, err := c.find(text)
	if err != nil && isFile(text) {
		n, err = onlyPolicyOf(text)
	}
	if err != nil {
		return Policy{}, err
	}
	return c.overlay(n, true)
}

// isFile reports whether text means a file rather than a name: no name has a dot or a separator.
func isFile(text string) bool { return !policyName.MatchString(text) }

func onlyPolicyOf(path string) (namedPolicy, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return namedPolicy{}, fmt.Errorf("%q cannot be made absolute: %w", path, err)
	}
	named, faults := readPolicyFile(full, Origin{})
	if len(faults) > 0 {
		return namedPolicy{}, errors.Join(faults...)
	}
	if len(named) != 1 {
		return namedPolicy{}, fmt.Errorf("%s holds %d policies; expected one, or: --policy-file %s --policy NAME", path,
			len(named), path)
	}
	return named[0], nil
}

// find returns a policy by name.
func (c *Config) find(name string) (namedPolicy, error) {
	known := []string{defaultPolicy}
	for _, n := range c.named {
		if n.name == name {
			return n, nil
		}
		known = append(known, n.name)
	}
	if name == defaultPolicy {
		n := namedPolicy{name: name, origin: Origin{Kind: FromDefault}, entries: map[string]entry{}}
		for _, s := range policyKeys() {
			n.entries[s.Key] = entry{text: s.Default}
		}
		return n, nil
	}
	if near := nearest(name, known); near != "" {
		return namedPolicy{}, fmt.Errorf("%q is not a known policy; did you mean %s?", name, near)
	}
	return namedPolicy{}, fmt.Errorf("%q is not a known policy; expected one of %s", name, strings.Join(known, ", "))
}

// overlay returns the single settings with what a named policy says. With exclusive, a flag for the same is refused.
func (c *Config) overlay(n namedPolicy, exclusive bool) (Policy, error) {
	scratch := &Config{Policy: c.single}
	var faults []error
	for _, s := range policyKeys() {
		e, says := n.entries[s.Key]
		if !says {
			continue
		}
		origin := n.origin
		origin.Line = e.line
		if flag := c.origins[s.Key]; exclusive && flag.Kind == FromFlag {
			faults = append(faults,
				&Error{
					Origin: flag, Key: s.Key,
					Problem: fmt.Sprintf("the policy %q says it too (%s); expected one of them", n.name, origin),
				})
		} else if err := s.parse(s.field(scratch), e.text, ""); err != nil {
			faults = append(faults,
				&Error{
					Origin: origin, Key: n.name + strings.TrimPrefix(s.Key, "policy"), Problem: err.Error(), Err: err,
				})
		}
	}
	scratch.Policy.Name = n.name
	if key, err := scratch.Policy.checkTogether(); err != nil && len(faults) == 0 {
		faults = append(faults, &Error{Origin: n.origin, Key: n.name + "." + key, Problem: err.Error(), Err: err})
	}
	return scratch.Policy, errors.Join(faults...)
}

// checkTogether checks what holds between the values of a policy, and returns the section that does not hold.
func (p Policy) checkTogether() (section string, err error) {
	due := p.SharedCauseShares
	if sum := due.Author + due.Outlet + due.Owner + due.Funder; sum >= 1 {
		return "sharedCauseShares", fmt.Errorf("the four shares add up to %.4g; expected below 1", sum)
	}
	letters := []float64{p.Accuracies.A, p.Accuracies.B, p.Accuracies.C, p.Accuracies.D, p.Accuracies.E}
	for i := 1; i < len(letters); i++ {
		if letters[i] > letters[i-1] {
			return "accuracies",
				fmt.Errorf("%c is %v and %c is %v; expected no letter from a to e to be above the one before",
					'a'+i-1, letters[i-1], 'a'+i, letters[i])
		}
	}
	return "", nil
}

// policyKeys returns the settings that a named policy may say.
func policyKeys() []Setting {
	return slices.DeleteFunc(Table(), func(s Setting) bool {
		return !strings.HasPrefix(s.Key, "policy.") || s.Key == "policy.name" || s.Key == "policy.file"
	})
}

// readPolicyFile reads the named policies of a file, in its order. asked says who named the file.
func readPolicyFile(path string, asked Origin) ([]namedPolicy, []error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, []error{
			&Error{
				Origin: asked, Key: "policy.file", Problem: fmt.Sprintf("the policy file cannot be read: %v", err),
				Err: err,
			},
		}
	}
	l := &loader{config: &Config{File: path}}
	root := l.readDocument(content, "names of policies, and below each its settings, such as minConfidence")
	var named []namedPolicy
	for i := 0; root != nil && i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i], resolve(root.Content[i+1])
		n := namedPolicy{name: key.Value, origin: Origin{Kind: FromFile, Name: path, Line: key.Line}}
		if err := checkName(n.name, named); err != nil {
			l.fault(n.origin, n.name, err)
			continue
		}
		n.entries = l.readNamed(n, value)
		named = append(named, n)
	}
	return named, l.faults
}

func checkName(name string, before []namedPolicy) error {
	switch {
	case slices.Contains(reservedNames(), name):
		return fmt.Errorf("a name that Credence uses itself; expected another than %s",
			strings.Join(reservedNames(), ", "))
	case !policyName.MatchString(name):
		return errors.New("not a name; expected letters, digits, - and _")
	}
	for _, n := range before {
		if n.name == name {
			return fmt.Errorf("named a second time, after line %d; expected once", n.origin.Line)
		}
	}
	return nil
}

// readNamed returns what one policy says, by key of the table.
func (l *loader) readNamed(n namedPolicy, value *yaml.Node) map[string]entry {
	l.table = policyKeys()
	for i := range l.table {
		l.table[i].Key = n.name + strings.TrimPrefix(l.table[i].Key, "policy")
	}
	said, entries := map[string]entry{}, map[string]entry{}
	switch {
	case value.Kind == yaml.MappingNode:
		l.readMapping(said, value, n.name+".")
	case !isNull(value):
		l.fault(n.origin, n.name, fmt.Errorf("found %s; expected settings such as minConfidence below it",
			kindOf(value)))
	}
	for key, e := range said {
		entries["policy"+strings.TrimPrefix(key, n.name)] = e
	}
	return entries
}
