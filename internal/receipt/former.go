package receipt

import "strings"

// Formats that this version reads and no longer writes. The moments of the first do not state when they were asked;
// both have the names of before version 0.1.0.
const (
	format1 = "credence-receipt/1"
	format2 = "credence-receipt/2"
)

// presentNames are the present names of what the former formats call otherwise, by the place in the receipt: * stands
// for each element of a list, and for either side.
var presentNames = map[string]map[string]string{
	"policy":                 {"kappaMin": "minCopiedShare", "beta": "sharedCauseShares"},
	"policy.budget":          {"tried": "triedCount", "compared": "comparedCount", "asked": "askedCount"},
	"evidence.derivations.*": {"kappa": "copiedShare"},
	"evidence.ownerships.*":  {"share": "sharePercent"},
	"numbers.*":              formerFigures,
	"numbers.excluding.*.*":  formerFigures,
	"numbers.*.ifWrong.*":    {"effective": "presumed", "falls": "lostSources"},
}

var formerFigures = map[string]string{
	"sources": "sourceCount", "named": "tracedCount", "effective": "presumed",
	"demonstratedLines": "demonstratedLineCount", "lines": "lineCount",
	"ungrounded": "ungroundedCount", "effectiveOrigins": "presumedOrigins",
}

// inPresentNames returns a value of a former format with the present names, and leaves the value as it is.
func inPresentNames(at []string, value any) any {
	switch v := value.(type) {
	case map[string]any:
		names := namesAt(at)
		out := make(map[string]any, len(v))
		for name, member := range v {
			if now := names[name]; now != "" {
				name = now
			}
			out[name] = inPresentNames(append(at[:len(at):len(at)], name), member)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, element := range v {
			out[i] = inPresentNames(append(at[:len(at):len(at)], "*"), element)
		}
		return out
	}
	return value
}

// namesAt returns the present names for a place.
func namesAt(at []string) map[string]string {
	place := strings.Join(at, ".")
	return presentNames[strings.NewReplacer("supporting", "*", "refuting", "*").Replace(place)]
}
