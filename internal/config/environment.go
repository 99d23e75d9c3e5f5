package config

import (
	"os"
	"slices"
	"strings"
)

// EvaluationData is the variable that names the folder of the published data that the methods are measured on. It is no
// setting of the program: only "credence eval" and the tests look at it.
const EvaluationData = "CREDENCE_DATA"

// checkEnvironment refuses the variables that begin with CREDENCE_ and that no setting has: one that is misspelt would
// else be passed over in silence. Empty ones count as not set.
func (l *loader) checkEnvironment() {
	names := []string{EvaluationData}
	for _, s := range l.table {
		names = append(names, s.Env)
	}
	environment := os.Environ()
	slices.Sort(environment)
	for _, variable := range environment {
		name, value, _ := strings.Cut(variable, "=")
		if strings.HasPrefix(name, "CREDENCE_") && value != "" && !slices.Contains(names, name) {
			l.fault(Origin{Kind: FromEnv, Name: name}, "", unknown("variable", name, names))
		}
	}
}
