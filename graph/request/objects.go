package request

import (
	"context"

	"github.com/credence-graph/credence/internal/evidence"
)

type objectKey struct {
	id evidence.ID
	at evidence.Moment
}

// Object returns the node or link of an id at the moment of the field.
func Object(ctx context.Context, id evidence.ID) (evidence.Object, error) {
	q, key := Of(ctx), objectKey{id, MomentOf(ctx)}
	if node := q.find(key); node != nil {
		return evidence.Object{Node: node}, nil
	}
	if node := q.supposed(ctx, id); node != nil {
		return evidence.Object{Node: node}, nil
	}
	return q.objects.load(ctx, key)
}

// Objects returns nodes and links by id, in the order of the ids, at the moment of the field.
func Objects(ctx context.Context, ids []evidence.ID) ([]evidence.Object, error) {
	at := MomentOf(ctx)
	return Of(ctx).objects.loadAll(ctx, keysOf(ids, func(id evidence.ID) objectKey { return objectKey{id, at} }))
}

// Lookup returns the node of an id, nil if the id is empty or the graph has no such node.
func Lookup[T any, I ~string](ctx context.Context, id I) (*T, error) {
	if id == "" {
		return nil, nil
	}
	o, err := Object(ctx, evidence.ID(id))
	node, _ := any(o.Node).(*T)
	return node, err
}

// Need is [Lookup] for a node that the graph must have, because a link refers to it.
func Need[T any, I ~string](ctx context.Context, id I) (*T, error) {
	node, err := Lookup[T](ctx, id)
	if err == nil && node == nil {
		err = Missing(evidence.ID(id))
	}
	return node, err
}

// NeedNode is [Need] for a node that may be of several kinds.
func NeedNode(ctx context.Context, id evidence.ID) (evidence.Node, error) {
	o, err := Object(ctx, id)
	if err == nil && o.Node == nil {
		err = Missing(id)
	}
	return o.Node, err
}

// NeedAll is [Need] for many ids, in their order.
func NeedAll[T any, I ~string](ctx context.Context, ids []I) ([]*T, error) {
	plain := make([]evidence.ID, len(ids))
	for i, id := range ids {
		plain[i] = evidence.ID(id)
	}
	objects, err := Objects(ctx, plain)
	if err != nil {
		return nil, err
	}
	nodes := make([]*T, len(ids))
	for i, o := range objects {
		if supposed := Of(ctx).supposed(ctx, plain[i]); supposed != nil && o.Node == nil {
			o.Node = supposed
		}
		node, ok := any(o.Node).(*T)
		if !ok {
			return nil, Missing(plain[i])
		}
		nodes[i] = node
	}
	return nodes, nil
}

// Missing makes the error for a node that the graph does not have at the moment.
func Missing(id evidence.ID) error {
	return evidence.NotFoundf("the graph has no %s %q at this moment", id.Kind(), id)
}

// fetchObjects takes objects out of the subgraphs that were read, and reads the others: one call for each moment.
func (q *Request) fetchObjects(ctx context.Context, keys []objectKey) (map[objectKey]evidence.Object, error) {
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
	q.prefetchEnds(records(keys, held))
	return held, nil
}

// records lists the nodes and links among objects.
func records(keys []objectKey, held map[objectKey]evidence.Object) []any {
	var found []any
	for _, k := range keys {
		if o := held[k]; o.Node != nil {
			found = append(found, o.Node)
		} else if o.Link != nil {
			found = append(found, o.Link)
		}
	}
	return found
}
