package config

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// renamed puts the present name in place of one that version 0.1.0 gave up.
var renamed = strings.NewReplacer(
	"kappaMin", "minCopiedShare", "KAPPA_MIN", "MIN_COPIED_SHARE", "kappa-min", "min-copied-share",
	"beta", "sharedCauseShares", "POLICY_BETA", "POLICY_SHARED_CAUSE_SHARES", "policy-beta", "policy-shared-cause-shares",
	"budget.tried", "budget.triedCount", "budget.compared", "budget.comparedCount", "budget.asked", "budget.askedCount",
)

// unknown makes the error for a name that no setting has, with the nearest one that there is.
func unknown(what, name string, known []string) error {
	if now := renamed.Replace(name); now != name && slices.ContainsFunc(known, func(k string) bool {
		return k == now || strings.HasSuffix(k, "."+now) || strings.HasPrefix(k, now+".")
	}) {
		return fmt.Errorf("not a known %s: its name is %s now", what, now)
	}
	if near := nearest(name, known); near != "" {
		return fmt.Errorf("not a known %s; did you mean %s?", what, near)
	}
	return errors.New("not a known " + what + "; `credence config` lists those that there are")
}

// nearest returns the known name that takes the fewest edits to reach, the first of equals; "" where none is near. A
// key may lack its sections, and a section its keys. Case does not count.
func nearest(name string, known []string) string {
	lower := strings.ToLower(name)
	best, least := "", min(3, 1+len(name)/6)+1
	for _, k := range known {
		candidates := []string{k}
		for section := k; strings.Contains(section, "."); {
			section = section[:strings.LastIndex(section, ".")]
			candidates = append(candidates, section)
		}
		for _, c := range candidates {
			if d := distance(lower, strings.ToLower(c)); d < least {
				best, least = c, d
			}
		}
		if d := distance(lower, strings.ToLower(k[strings.LastIndex(k, ".")+1:])); d < least {
			best, least = k, d
		}
	}
	return best
}

// distance is the number of letters to insert, delete, replace or swap with their neighbour to make a of b (optimal
// string alignment).
func distance(a, b string) int {
	before, last := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row := make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			replace := last[j-1]
			if a[i-1] != b[j-1] {
				replace++
			}
			row[j] = min(replace, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
