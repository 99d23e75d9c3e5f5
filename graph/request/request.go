package request

import (
	"context"
	"slices"
	"sync"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/ownership"
	"github.com/credence-graph/credence/internal/scores"
)

// Request is what one request has read and is about to read.
type Request struct {
	reader  evidence.Reader
	words   evidence.Words // nil = no texts are kept
	service *inquiry.Service

	objects *batch[objectKey, evidence.Object]
	links   *batch[linkKey, evidence.LinkPage]
	answers *batch[answerKey, *convergence.Convergence]
	reviews *batch[objectKey, []*evidence.ClaimReview]
	rivals  *batch[itemKey, []*evidence.Claim]
	pairs   *batch[pairKey, comparison]
	owners  *batch[ownersKey, *ownership.Owners]
	above   []above // what fetchOwners has read, guarded by its batch
	texts   *batch[evidence.Fingerprint, string]

	mu        sync.Mutex
	least     evidence.Version              // that of the request's own last write
	groups    map[evidence.ID][]evidence.ID // the prefetch group of each id
	subgraphs []subgraph
	versions  []string
	recorded  string // what the request has written so far, for errors that come after it; "" = nothing
	causes    map[string]bool
	invented  map[supposedKey]evidence.Node
	ratings   map[supposedKey]evidence.SourceReliability

	scored sync.Once
	rows   *scores.Rows // set by scored; nil if there are none yet
}

// Store is what requests read from.
type Store struct {
	Reader evidence.Reader
	Words  evidence.Words // nil = no texts are kept
	// Service computes convergence; see [NewStore].
	service *inquiry.Service
}

// NewStore returns a store whose requests keep what the convergence service reads for them.
func NewStore(reader evidence.Reader, words evidence.Words) Store {
	return Store{Reader: reader, Words: words, service: inquiry.New(keepSubgraphs{reader})}
}

type requestKey struct{}

// With returns a context with a new request that has read nothing yet.
func (s Store) With(ctx context.Context) context.Context {
	q := &Request{reader: s.Reader, words: s.Words, service: s.service, causes: map[string]bool{}}
	q.renew()
	return context.WithValue(ctx, requestKey{}, q)
}

// Of returns the request that ctx belongs to, nil outside of one.
func Of(ctx context.Context) *Request {
	q, _ := ctx.Value(requestKey{}).(*Request)
	return q
}

// renew forgets everything that was read. Nothing may be under way: only a mutation does it, and mutations are done one
// after the other, each with all that is asked of its outcome.
func (q *Request) renew() {
	q.groups, q.subgraphs = map[evidence.ID][]evidence.ID{}, nil
	q.above = nil
	q.scored, q.rows = sync.Once{}, nil
	q.objects = newBatch(q.fetchObjects, func(k objectKey) []objectKey {
		return keysOf(q.group(k.id), func(id evidence.ID) objectKey { return objectKey{id, k.at} })
	})
	q.links = newBatch(q.fetchLinks, func(k linkKey) []linkKey {
		return keysOf(q.group(k.subject), func(id evidence.ID) linkKey { return linkKey{id, k.linkShape} })
	})
	q.answers = newBatch(q.fetchAnswers, func(k answerKey) []answerKey {
		return keysOf(q.group(evidence.ID(k.claim)), func(id evidence.ID) answerKey {
			return answerKey{evidence.ClaimID(id), k.answerSetting}
		})
	})
	q.reviews = newBatch(q.fetchReviews, func(k objectKey) []objectKey {
		return keysOf(q.group(k.id), func(id evidence.ID) objectKey { return objectKey{id, k.at} })
	})
	q.rivals = newBatch(q.fetchRivals, func(itemKey) []itemKey { return nil })
	q.pairs = newBatch(q.fetchPairs, func(pairKey) []pairKey { return nil })
	q.owners = newBatch(q.fetchOwners, func(k ownersKey) []ownersKey {
		return keysOf(q.group(k.asset), func(id evidence.ID) ownersKey { return ownersKey{id, k.ownersSetting} })
	})
	q.texts = newBatch(q.fetchTexts, func(evidence.Fingerprint) []evidence.Fingerprint { return nil })
}

// Service returns what computes convergence. The request keeps what it reads.
func (q *Request) Service() *inquiry.Service { return q.service }

// FirstTime reports whether a cause of errors comes up for the first time.
func (q *Request) FirstTime(cause string) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.causes[cause] {
		return false
	}
	q.causes[cause] = true
	return true
}

// SawVersion notes a version of the graph that a part of the answer was read from.
func (q *Request) SawVersion(v evidence.Version) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if text := v.String(); !slices.Contains(q.versions, text) {
		q.versions = append(q.versions, text)
	}
}

// Versions returns the versions of the graph that parts of the answer were read from.
func (q *Request) Versions() []string {
	q.mu.Lock()
	defer q.mu.Unlock()
	return slices.Clone(q.versions)
}
