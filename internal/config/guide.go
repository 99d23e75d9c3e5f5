package config

// SettingsGuide says to people where settings come from; the help prints it before [Table].
const SettingsGuide = `Settings come from a file (--config, else credence.yaml in the working directory, else
in your configuration folder), overridden by environment variables, overridden by flags. An unknown key is refused,
and the nearest known one is named. "credence config" shows what is in force and where it came from.
`

// PoliciesExample is a file of policies, as the help shows it.
const PoliciesExample = `strict:                 # letters, digits, - and _; not default, configured or custom
  minConfidence: 60     # the settings below, without "policy."
  sharedCauseShares:
    owner: 0.2
generous:
  suggestedCopies: true
`

// PoliciesGuide says to people what a policy is; the help prints it before [PoliciesExample].
const PoliciesGuide = `A policy says what counts. The method's own is called "default". There are three ways to
choose one. Each of them overrides those below it, and every answer names its policy:

- by argument: "credence converge CLAIM --policy strict", or --policy strict.yaml for a file with one policy in it;
  over GraphQL convergence(claims: [...], policy: {name: "strict", prior: 0.3}), where what is left out stays as in
  the policy
- by file: policy.file is a YAML file of policies, and policy.name says which of them is in force
- by single settings, as listed below

What a named policy leaves out is as the single settings say. What it states overrides them, and a flag that says
otherwise is refused. An unknown key is refused with its line and the nearest known one. A client may lower a budget
but not raise it.

A file of policies:
`

// Help returns what the help says of a setting: its key with type and default, what it means, which values are
// accepted, and what else sets it.
func (s Setting) Help() []string {
	head := s.Key + " (" + string(s.Kind)
	if s.Default != "" {
		head += ", default " + s.Default
	}
	lines := []string{head + ")", s.Meaning + "."}
	if accepted := s.Range(); accepted != "" {
		lines = append(lines, "Accepts "+accepted+".")
	}
	names := s.Env
	if s.Flag != "" {
		names += ", --" + s.Flag
	}
	return append(lines, names)
}
