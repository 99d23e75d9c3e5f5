package graph

import (
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/ownership"
	"github.com/credence-graph/credence/internal/scores"
)

// maxCohort is how many ids are read together at most because they came in together.
const maxCohort = 500

type (
	objectKey struct {
		id evidence.ID
		at evidence.Moment
	}
	linkKey struct {
		subject evidence.ID
		linkShape
	}
	// linkShape is an [evidence.LinkQuery] without its subjects, in a form that can be compared.
	linkShape struct {
		kind          evidence.Kind
		direction     evidence.LinkDirection
		stances       string
		relations     string
		maxDepth      int
		at            evidence.Moment
		first, last   int
		after, before string
		count         bool
	}
	answerKey struct {
		claim  evidence.ClaimID
		at     evidence.Moment
		policy basis.Policy
	}
	pairKey struct {
		convergence.Pair
		pairSetting
	}
	// pairSetting is what pairs have in common that are compared in one read.
	pairSetting struct {
		claim  evidence.ClaimID // "" = whatever the sources say
		at     evidence.Moment
		policy basis.Policy
	}
	itemKey struct {
		item string
		at   evidence.Moment
	}
)

// request is what one request has read and is about to read.
type request struct {
	reader  evidence.Reader
	words   evidence.Words // nil = none are kept
	service *inquiry.Service

	objects *batch[objectKey, evidence.Object]
	links   *batch[linkKey, evidence.LinkPage]
	answers *batch[answerKey, *convergence.Convergence]
	reviews *batch[objectKey, []*evidence.ClaimReview]
	rivals  *batch[itemKey, []*evidence.Claim]
	pairs   *batch[pairKey, comparison]
	owners  *batch[ownersKey, *ownership.Owners]
	texts   *batch[evidence.Fingerprint, string]

	mu        sync.Mutex
	least     evidence.Version // that of the request's own last write
	cohorts   map[evidence.ID][]evidence.ID
	subgraphs []subgraph
	versions  []string
	recorded  string // what the request has written so far, for errors that come after it; "" = nothing
	causes    map[string]bool
	invented  map[supposedKey]evidence.Node
	ratings   map[supposedKey]evidence.SourceReliability

	scored sync.Once
	rows   *scores.Rows // set by scored; nil where there are none yet
}

// subgraph is evidence that was read at a moment.
type subgraph struct {
	at   evidence.Moment
	data *evidence.Subgraphs
}

type requestKey struct{}

func withRequest(ctx context.Context, reader evidence.Reader, words evidence.Words, service *inquiry.Service) context.Context {
	q := &request{reader: reader, words: words, service: service, causes: map[string]bool{}}
	q.renew()
	return context.WithValue(ctx, requestKey{}, q)
}

// renew forgets everything that was read. Nothing may be under way: only a mutation does it, and mutations are done one
// after the other, each with all that is asked of its outcome.
func (q *request) renew() {
	q.cohorts, q.subgraphs = map[evidence.ID][]evidence.ID{}, nil
	q.scored, q.rows = sync.Once{}, nil
	q.objects = newBatch(q.fetchObjects, func(k objectKey) []objectKey {
		return alike(q.cohort(k.id), func(id evidence.ID) objectKey { return objectKey{id, k.at} })
	})
	q.links = newBatch(q.fetchLinks, func(k linkKey) []linkKey {
		return alike(q.cohort(k.subject), func(id evidence.ID) linkKey { return linkKey{id, k.linkShape} })
	})
	q.answers = newBatch(q.fetchAnswers, func(k answerKey) []answerKey {
		return alike(q.cohort(evidence.ID(k.claim)), func(id evidence.ID) answerKey {
			return answerKey{evidence.ClaimID(id), k.at, k.policy}
		})
	})
	q.reviews = newBatch(q.fetchReviews, func(k objectKey) []objectKey {
		return alike(q.cohort(k.id), func(id evidence.ID) objectKey { return objectKey{id, k.at} })
	})
	q.rivals = newBatch(q.fetchRivals, func(itemKey) []itemKey { return nil })
	q.pairs = newBatch(q.fetchPairs, func(pairKey) []pairKey { return nil })
	q.owners = newBatch(q.fetchOwners, func(k ownersKey) []ownersKey {
		return alike(q.cohort(k.asset), func(id evidence.ID) ownersKey { return ownersKey{id, k.ownersSetting} })
	})
	q.texts = newBatch(q.fetchTexts, func(evidence.Fingerprint) []evidence.Fingerprint { return nil })
}

// requestOf returns the request that ctx belongs to, nil outside of one.
func requestOf(ctx context.Context) *request {
	q, _ := ctx.Value(requestKey{}).(*request)
	return q
}

func alike[K any](ids []evidence.ID, key func(evidence.ID) K) []K {
	keys := make([]K, len(ids))
	for i, id := range ids {
		keys[i] = key(id)
	}
	return keys
}

// together notes that ids came in together, so that what is asked of one is read for all of them.
func (q *request) together(ids []evidence.ID) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for cohort := range slices.Chunk(ids, maxCohort) {
		for _, id := range cohort {
			q.cohorts[id] = cohort
		}
	}
}

func (q *request) cohort(id evidence.ID) []evidence.ID {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.cohorts[id]
}

// firstOf reports whether a cause comes up for the first time.
func (q *request) firstOf(cause string) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.causes[cause] {
		return false
	}
	q.causes[cause] = true
	return true
}

// sawVersion notes a version of the graph that a part of the answer was read from.
func (q *request) sawVersion(v evidence.Version) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if text := v.String(); !slices.Contains(q.versions, text) {
		q.versions = append(q.versions, text)
	}
}

// readVersions returns the versions of the graph that parts of the answer were read from.
func (q *request) readVersions() []string {
	q.mu.Lock()
	defer q.mu.Unlock()
	return slices.Clone(q.versions)
}

// fetchTexts reads the words of sources, none where none are kept.
func (q *request) fetchTexts(ctx context.Context, fingerprints []evidence.Fingerprint) (map[evidence.Fingerprint]string, error) {
	if q.words == nil {
		return nil, nil
	}
	return q.words.Words(ctx, fingerprints)
}

// fetchObjects takes objects out of the subgraphs that were read, and reads the others: one call for each moment.
func (q *request) fetchObjects(ctx context.Context, keys []objectKey) (map[objectKey]evidence.Object, error) {
	held := make(map[objectKey]evidence.Object, len(keys))
	moments, members := grouped(keys, func(k objectKey) evidence.Moment { return k.at })
	for _, at := range moments {
		var ids []evidence.ID
		for _, k := range members[at] {
			if node := q.find(k); node != nil {
				held[k] = evidence.Object{Node: node}
			} else {
				ids = append(ids, k.id)
			}
		}
		if len(ids) == 0 {
			continue
		}
		objects, err := q.reader.Objects(ctx, ids, at)
		if err != nil {
			return nil, err
		}
		for i, id := range ids {
			held[objectKey{id, at}] = objects[i]
		}
	}
	q.announce(values(keys, held))
	return held, nil
}

func values(keys []objectKey, held map[objectKey]evidence.Object) []any {
	var things []any
	for _, k := range keys {
		if o := held[k]; o.Node != nil {
			things = append(things, o.Node)
		} else if o.Link != nil {
			things = append(things, o.Link)
		}
	}
	return things
}

// fetchLinks reads the pages of links: one call for all subjects that ask for the same.
func (q *request) fetchLinks(ctx context.Context, keys []linkKey) (map[linkKey]evidence.LinkPage, error) {
	held := make(map[linkKey]evidence.LinkPage, len(keys))
	shapes, members := grouped(keys, func(k linkKey) linkShape { return k.linkShape })
	var links []any
	for _, shape := range shapes {
		query := shape.query()
		for _, k := range members[shape] {
			query.Subjects = append(query.Subjects, k.subject)
		}
		pages, err := q.reader.Links(ctx, query)
		if err != nil {
			return nil, err
		}
		for i, k := range members[shape] {
			held[k] = pages[i]
			for _, l := range pages[i].Links {
				links = append(links, l.Link)
			}
		}
	}
	q.announce(links)
	return held, nil
}

func (s linkShape) query() evidence.LinkQuery {
	return evidence.LinkQuery{
		Kind: s.kind, Direction: s.direction, Stances: split[evidence.Stance](s.stances),
		Relations: split[evidence.RelationKind](s.relations), MaxDepth: s.maxDepth, At: s.at,
		Page: evidence.Page{First: s.first, After: splitCursor(s.after), Last: s.last, Before: splitCursor(s.before), Count: s.count},
	}
}

// withPage adds a page to the shape.
func (s linkShape) withPage(p evidence.Page) linkShape {
	s.first, s.last, s.count = p.First, p.Last, p.Count
	s.after, s.before = strings.Join(p.After, "\x00"), strings.Join(p.Before, "\x00")
	return s
}

func join[T ~string](list []T) string {
	texts := make([]string, len(list))
	for i, x := range list {
		texts[i] = string(x)
	}
	return strings.Join(texts, ",")
}

func split[T ~string](text string) []T {
	if text == "" {
		return nil
	}
	var list []T
	for _, part := range strings.Split(text, ",") {
		list = append(list, T(part))
	}
	return list
}

func splitCursor(text string) evidence.Cursor {
	if text == "" {
		return nil
	}
	return strings.Split(text, "\x00")
}

// fetchAnswers computes convergences: one read of the graph for all claims of the same moment and policy.
func (q *request) fetchAnswers(ctx context.Context, keys []answerKey) (map[answerKey]*convergence.Convergence, error) {
	held := make(map[answerKey]*convergence.Convergence, len(keys))
	type setting struct {
		at     evidence.Moment
		policy basis.Policy
	}
	settings, members := grouped(keys, func(k answerKey) setting { return setting{k.at, k.policy} })
	for _, s := range settings {
		var ids []evidence.ClaimID
		for _, k := range members[s] {
			ids = append(ids, k.claim)
		}
		answers, err := q.service.Of(ctx, ids, s.at, s.policy)
		if err != nil {
			return nil, err
		}
		for i, k := range members[s] {
			held[k] = answers[i]
		}
	}
	return held, nil
}

// fetchReviews reads the fact checks of claims, each claim's by id.
func (q *request) fetchReviews(ctx context.Context, keys []objectKey) (map[objectKey][]*evidence.ClaimReview, error) {
	held := make(map[objectKey][]*evidence.ClaimReview, len(keys))
	moments, members := grouped(keys, func(k objectKey) evidence.Moment { return k.at })
	for _, at := range moments {
		query := evidence.ListQuery{Kind: evidence.KindReview, At: at}
		for _, k := range members[at] {
			query.Where.Claims = append(query.Where.Claims, evidence.ClaimID(k.id))
		}
		err := q.all(ctx, query, func(n evidence.Node) {
			if review, ok := n.(*evidence.ClaimReview); ok {
				k := objectKey{evidence.ID(review.Claim), at}
				held[k] = append(held[k], review)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return held, nil
}

// fetchRivals reads the claims of items, by id.
func (q *request) fetchRivals(ctx context.Context, keys []itemKey) (map[itemKey][]*evidence.Claim, error) {
	held := make(map[itemKey][]*evidence.Claim, len(keys))
	for _, k := range keys {
		query := evidence.ListQuery{Kind: evidence.KindClaim, At: k.at, Where: evidence.Filter{Item: k.item}}
		err := q.all(ctx, query, func(n evidence.Node) {
			if claim, ok := n.(*evidence.Claim); ok {
				held[k] = append(held[k], claim)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return held, nil
}

// all reads every page of a list.
func (q *request) all(ctx context.Context, query evidence.ListQuery, each func(evidence.Node)) error {
	for query.Page.First = 1000; ; {
		page, err := q.list(ctx, query)
		if err != nil {
			return err
		}
		for _, n := range page.Nodes {
			each(n.Node)
		}
		if !page.HasNext || len(page.Nodes) == 0 {
			return nil
		}
		query.Page.After = page.Nodes[len(page.Nodes)-1].Cursor
	}
}

// list reads one page of nodes.
func (q *request) list(ctx context.Context, query evidence.ListQuery) (evidence.NodePage, error) {
	page, err := q.reader.List(ctx, query)
	if err != nil {
		return page, err
	}
	q.sawVersion(page.Version)
	nodes := make([]any, len(page.Nodes))
	ids := make([]evidence.ID, len(page.Nodes))
	for i, n := range page.Nodes {
		nodes[i], ids[i] = n.Node, n.Node.NodeID()
	}
	q.together(ids)
	q.announce(nodes)
	return page, nil
}
