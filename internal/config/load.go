package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"
	"github.com/spf13/viper"
)

// fileName is the file that is looked for where none is named.
const fileName = "credence.yaml"

// AddFlags adds the flags of the sections ("neo4j", "server", ...; the first part of a key, so "config" is one too) to
// fs, those of every section where none is named. The values are checked by [Load], not as they are parsed, so that all
// that is wrong is reported at once and in one form.
func AddFlags(fs *pflag.FlagSet, sections ...string) {
	for _, s := range Table() {
		section, _, _ := strings.Cut(s.Key, ".")
		if s.Flag == "" || len(sections) > 0 && !slices.Contains(sections, section) {
			continue
		}
		flag := fs.VarPF(&flagValue{kind: s.Kind}, s.Flag, "", s.usage())
		if !s.Computed {
			flag.DefValue = s.Default
		}
		if s.Kind == Switch {
			flag.NoOptDefVal = "true"
		}
	}
}

// usage is the flag's help. Back quotes mark the name of the argument there, so none may be left.
func (s Setting) usage() string {
	return strings.ReplaceAll(s.Meaning, "`", "")
}

// flagValue holds a flag as it was written. Viper converts no such type by itself.
type flagValue struct {
	kind Kind
	text string
}

func (f *flagValue) String() string { return f.text }

func (f *flagValue) Type() string { return string(f.kind) }

func (f *flagValue) Set(text string) error {
	f.text = text
	return nil
}

// Load reads the settings from the file, the environment and the flags of fs that were set, each overriding the one
// before; fs nil = no flags. The file is the one that --config or CREDENCE_CONFIG names, else credence.yaml in the
// working directory, else credence/credence.yaml in the user's configuration folder, else none. Where anything is wrong
// the error joins one [Error] for each fault found, in a fixed order, and there is no Config.
func Load(fs *pflag.FlagSet) (*Config, error) {
	l := loader{
		table: Table(), flags: fs, values: viper.New(), file: map[string]entry{},
		config: &Config{origins: map[string]Origin{}},
	}
	l.checkEnvironment()
	if err := l.bind(); err != nil {
		return nil, err
	}
	l.readFile()
	for _, s := range l.table {
		l.apply(s)
	}
	if len(l.faults) == 0 {
		l.checkTogether()
	}
	if len(l.faults) == 0 {
		l.applyPolicies()
	}
	if len(l.faults) > 0 {
		return nil, errors.Join(l.faults...)
	}
	return l.config, nil
}

type loader struct {
	table  []Setting
	flags  *pflag.FlagSet
	values *viper.Viper     // the layers: flag, environment, file, default
	file   map[string]entry // by key
	config *Config
	faults []error
}

func (l *loader) fault(origin Origin, key string, err error) {
	l.faults = append(l.faults, &Error{Origin: origin, Key: key, Problem: err.Error(), Err: err})
}

func (l *loader) bind() error {
	for _, s := range l.table {
		if !s.Computed {
			l.values.SetDefault(s.Key, s.Default)
		}
		if err := l.values.BindEnv(s.Key, s.Env); err != nil {
			return fmt.Errorf("bind %s: %w", s.Env, err)
		}
		if flag := l.flag(s); flag != nil {
			if err := l.values.BindPFlag(s.Key, flag); err != nil {
				return fmt.Errorf("bind --%s: %w", s.Flag, err)
			}
		}
	}
	return nil
}

func (l *loader) flag(s Setting) *pflag.Flag {
	if l.flags == nil || s.Flag == "" {
		return nil
	}
	return l.flags.Lookup(s.Flag)
}

// origin says which layer a value comes from, in the order in which viper asks them.
func (l *loader) origin(s Setting) Origin {
	if flag := l.flag(s); flag != nil && flag.Changed {
		return Origin{Kind: FromFlag, Name: "--" + s.Flag}
	}
	if os.Getenv(s.Env) != "" { // an empty variable is one that is not set
		return Origin{Kind: FromEnv, Name: s.Env}
	}
	if e, ok := l.file[s.Key]; ok {
		return Origin{Kind: FromFile, Name: l.config.File, Line: e.line}
	}
	return Origin{Kind: FromDefault}
}

// apply checks the value of a setting and puts it into the config.
func (l *loader) apply(s Setting) {
	origin := l.origin(s)
	l.config.origins[s.Key] = origin
	if s.NotInFile {
		return // the file itself: done before
	}
	text := l.values.GetString(s.Key)
	if s.Computed && origin.Kind == FromDefault {
		dir, err := defaultDir(s.Key)
		if err != nil {
			l.fault(origin, s.Key, fmt.Errorf("there is no default here: %w; set %s", err, s.Env))
			return
		}
		text = dir
	}
	if err := s.parse(s.field(l.config), text, origin.dir()); err != nil {
		l.fault(origin, s.Key, err)
	}
}

// readFile finds the file and reads it into its layer.
func (l *loader) readFile() {
	path := l.values.GetString("config")
	origin := l.origin(l.table[0])
	if path == "" {
		path = findFile()
	}
	if path == "" {
		return
	}
	l.config.File = path
	content, err := os.ReadFile(path)
	if err != nil {
		l.fault(origin, "", fmt.Errorf("the configuration file cannot be read: %w", err))
		return
	}
	values := make(map[string]any)
	l.file = l.readEntries(content)
	for key, e := range l.file {
		values[key] = e.text
	}
	if err := l.values.MergeConfigMap(values); err != nil {
		l.fault(Origin{Kind: FromFile, Name: path}, "", err)
	}
}

// findFile returns the first of the default files that exists, "" if there is none.
func findFile() string {
	candidates := []string{fileName}
	if dir, err := os.UserConfigDir(); err == nil { // without one there is nothing to look for
		candidates = append(candidates, filepath.Join(dir, "credence", fileName))
	}
	for _, path := range candidates {
		if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
			return path // also one that cannot be looked at: reading it says why
		}
	}
	return ""
}

// checkTogether checks what holds between settings.
func (l *loader) checkTogether() {
	c := l.config
	if c.Neo4j.URI != "" {
		var missing []string
		for _, s := range l.table {
			if (s.Key == "neo4j.username" || s.Key == "neo4j.password") && s.value(c) == "" {
				missing = append(missing, fmt.Sprintf("%s (%s)", s.Key, s.Env))
			}
		}
		if len(missing) > 0 {
			l.fault(c.origins["neo4j.uri"], "neo4j.uri", fmt.Errorf("the server needs credentials; expected %s too",
				strings.Join(missing, " and ")))
		}
	}
	if section, err := c.Policy.checkTogether(); err != nil {
		l.fault(l.highest("policy."+section+"."), "policy."+section, err)
	}
}

// highest returns the origin of the strongest layer among the keys that begin with prefix.
func (l *loader) highest(prefix string) Origin {
	layers := []OriginKind{FromDefault, FromFile, FromEnv, FromFlag}
	var found Origin
	for _, s := range l.table {
		origin := l.config.origins[s.Key]
		if strings.HasPrefix(s.Key, prefix) && slices.Index(layers, origin.Kind) > slices.Index(layers, found.Kind) {
			found = origin
		}
	}
	return found
}
