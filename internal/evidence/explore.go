package evidence

import "context"

// Explorer finds what is far from where one looks, and what would be too much to read for a [Reader]. Every method is safe for
// concurrent use, respects the context's cancellation, and returns errors with the codes of [Reader], never part of an answer
// beside one.
type Explorer interface {
	// Takers returns the outlets, by id, that published a source which takes from a source that one of the outlets given
	// published, or an outlet asserted the same (transitively): by any number of derivations, whatever claims they hold for and
	// whatever a curator made of them, and through sources asserted the same. The outlets given are among them where that is so
	// of themselves, and else MUST NOT be. Links count that were known at the moment's KnownAt; when a source was out does not
	// matter, and who published it is taken as it is recorded now. More outlets than the limit is [CodeTooComplex], never a cut
	// result.
	Takers(ctx context.Context, of []OutletID, at Moment, limit int) ([]OutletID, error)
}
