package request

import (
	"context"
	"sync"
	"time"

	"github.com/graph-gophers/dataloader/v7"
)

// window is how long a loader waits for more keys. It joins what independent parts of a query ask for at the same time;
// the elements of one list do not depend on it (see [batch.widen]).
const window = 250 * time.Microsecond

// batch loads values by key within one request, many at a time and each once.
type batch[K comparable, V any] struct {
	loader *dataloader.Loader[K, V]
	// fetch reads the values of keys that differ; a key without a value is absent from the answer.
	fetch func(ctx context.Context, keys []K) (map[K]V, error)
	// widen returns the group of a key, the key included: all of it is fetched when one is asked for.
	widen func(K) []K

	mu   sync.Mutex // held while fetching, so that nothing is fetched twice
	seen map[K]bool
	held map[K]V
}

func newBatch[K comparable, V any](fetch func(context.Context, []K) (map[K]V, error), widen func(K) []K) *batch[K, V] {
	b := &batch[K, V]{fetch: fetch, widen: widen, seen: map[K]bool{}, held: map[K]V{}}
	b.loader = dataloader.NewBatchedLoader(b.run, dataloader.WithWait[K, V](window))
	return b
}

// load returns the value of a key, the zero value if there is none.
func (b *batch[K, V]) load(ctx context.Context, key K) (V, error) {
	if value, seen := b.peek(key); seen {
		return value, nil
	}
	return b.loader.Load(ctx, key)()
}

// peek returns the value of a key that is held already, without waiting.
func (b *batch[K, V]) peek(key K) (value V, seen bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.held[key], b.seen[key]
}

// hold keeps a value that was read in another way, so that it is not fetched.
func (b *batch[K, V]) hold(key K, value V) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.seen[key], b.held[key] = true, value
}

// loadAll returns the values of keys in their order.
func (b *batch[K, V]) loadAll(ctx context.Context, keys []K) ([]V, error) {
	values := make([]V, len(keys))
	thunks := make([]dataloader.Thunk[V], len(keys))
	for i, key := range keys {
		var seen bool
		if values[i], seen = b.peek(key); !seen {
			thunks[i] = b.loader.Load(ctx, key)
		}
	}
	for i, thunk := range thunks {
		if thunk == nil {
			continue
		}
		var err error
		if values[i], err = thunk(); err != nil {
			return nil, err
		}
	}
	return values, nil
}

func (b *batch[K, V]) run(ctx context.Context, keys []K) []*dataloader.Result[V] {
	b.mu.Lock()
	defer b.mu.Unlock()
	err := b.fill(ctx, b.missing(keys))
	results := make([]*dataloader.Result[V], len(keys))
	for i, key := range keys {
		results[i] = &dataloader.Result[V]{Data: b.held[key]}
		if !b.seen[key] {
			results[i].Error = err
		}
	}
	return results
}

// missing returns the keys that are not held yet and their groups.
func (b *batch[K, V]) missing(keys []K) []K {
	var missing []K
	listed := map[K]bool{}
	for _, key := range keys {
		if b.seen[key] || listed[key] {
			continue
		}
		for _, k := range append([]K{key}, b.widen(key)...) {
			if !b.seen[k] && !listed[k] {
				listed[k] = true
				missing = append(missing, k)
			}
		}
	}
	return missing
}

func (b *batch[K, V]) fill(ctx context.Context, keys []K) (err error) {
	if len(keys) == 0 {
		return nil
	}
	defer func() {
		if value := recover(); value != nil {
			err = Recovered(ctx, value)
		}
	}()
	values, err := b.fetch(ctx, keys)
	if err != nil {
		return err
	}
	for _, key := range keys {
		b.seen[key] = true
	}
	for key, value := range values {
		b.held[key] = value
	}
	return nil
}

// grouped splits keys by what they have in common, in the order of first appearance.
func grouped[K any, G comparable](keys []K, group func(K) G) (order []G, members map[G][]K) {
	members = map[G][]K{}
	for _, key := range keys {
		g := group(key)
		if members[g] == nil {
			order = append(order, g)
		}
		members[g] = append(members[g], key)
	}
	return order, members
}
