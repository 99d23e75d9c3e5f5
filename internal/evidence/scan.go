package evidence

import (
	"context"
	"slices"
)

// Scanner reads the graph as a whole.
type Scanner interface {
	// Scan calls each with every record of the kinds that stands now, whatever its dates: a pointer to a struct of this
	// package, in the order of the kinds in [NodeKinds] and then [LinkKinds], whatever the order in which they are asked
	// for, and within a kind ascending by the bytes of the id. No kinds = all of them. A corroboration and a sameness are
	// one record each, and so is a person who was erased, as what is left of one.
	//
	// Records are read as they are taken, so that a graph of any size needs little memory, and MUST be of one version
	// as a whole, which is returned. Where the graph changes meanwhile the error has code [CodeUnavailable]: what each
	// was called with until then is to be thrown away, and scanning again may succeed. An error of each ends the scan
	// and is returned as it is; the others have the codes of [Reader]. each may use the store.
	Scan(ctx context.Context, kinds []Kind, each func(record any) error) (Version, error)
}

// scanTries is how often a scan is begun because somebody wrote meanwhile.
const scanTries = 5

// ScanAgain scans as s does, and begins again, a few times, where the graph changes meanwhile: begin is called before
// each scan, may read what else is needed, and returns what takes the records, so that nothing of a scan that was
// given up is left. Errors are those of begin and of [Scanner.Scan].
func ScanAgain(
	ctx context.Context, s Scanner, kinds []Kind, begin func() (each func(record any) error, err error)) (Version, error) {
	for try := 1; ; try++ {
		var version Version
		each, err := begin()
		if err == nil {
			version, err = s.Scan(ctx, kinds, each)
		}
		if CodeOf(err) != CodeUnavailable || try == scanTries || ctx.Err() != nil {
			return version, err
		}
	}
}

// ScannedKinds returns the kinds that a scan is asked for in the order in which it reads them, each once; the error
// has code [CodeInvalid].
func ScannedKinds(kinds []Kind) ([]Kind, error) {
	all := append(NodeKinds(), LinkKinds()...)
	if len(kinds) == 0 {
		return all, nil
	}
	for _, k := range kinds {
		if !k.Valid() {
			return nil, Invalidf("kinds", "%q is no kind of record; expected some of %s", k, join(all))
		}
	}
	return slices.DeleteFunc(all, func(k Kind) bool { return !slices.Contains(kinds, k) }), nil
}
