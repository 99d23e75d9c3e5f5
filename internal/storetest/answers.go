package storetest

import (
	"reflect"
	"slices"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// withdrawn returns a copy of a link that was retracted or replaced at a time. Nodes do not say so.
func withdrawn(o evidence.Object, at time.Time) evidence.Object {
	if o.Link == nil {
		return o
	}
	record := reflect.New(reflect.TypeOf(o.Link).Elem())
	record.Elem().Set(reflect.ValueOf(o.Link).Elem())
	provenance, _ := record.Elem().FieldByName("Provenance").Addr().Interface().(*evidence.Provenance)
	provenance.RetractedAt = &at
	return objectOf(record.Interface())
}

// subgraphOf returns the evidence that consists of these objects, as a moment shows it: all but reviews
// and parts, which are no evidence. The sources that it hides stand apart.
func subgraphOf(at evidence.Moment, objects []evidence.Object, hidden ...evidence.SourceID) *evidence.Subgraphs {
	sub := &evidence.Subgraphs{At: at}
	lists := map[reflect.Type]reflect.Value{}
	for i, v := 0, reflect.ValueOf(sub).Elem(); i < v.NumField(); i++ {
		if f := v.Field(i); f.Kind() == reflect.Slice && v.Type().Field(i).Name != "Unpublished" {
			lists[reflect.PointerTo(f.Type().Elem())] = f
		}
	}
	sorted := slices.Clone(objects)
	slices.SortFunc(sorted, func(a, b evidence.Object) int {
		if idOf(a) < idOf(b) {
			return -1
		}
		return 1
	})
	for _, o := range sorted {
		record := reflect.ValueOf(o.Node)
		if o.Node == nil {
			record = reflect.ValueOf(o.Link)
		}
		if r, ok := o.Link.(*evidence.Relation); ok && r.Kind != evidence.Contradicts {
			continue
		}
		if list, ok := lists[record.Type()]; ok {
			list.Set(reflect.Append(list, record.Elem()))
		}
	}
	for i := 0; i < len(sub.Sources); i++ {
		if s := sub.Sources[i]; slices.Contains(hidden, s.ID) {
			sub.Unpublished, sub.Sources = append(sub.Unpublished, s), slices.Delete(sub.Sources, i, i+1)
			i--
		}
	}
	return sub
}

// idsIn returns the ids of everything in an answer, list after list. Denials are no records of their own.
func idsIn(sub *evidence.Subgraphs) []evidence.ID {
	var ids []evidence.ID
	for i, v := 0, reflect.ValueOf(sub).Elem(); i < v.NumField(); i++ {
		for j := 0; v.Field(i).Kind() == reflect.Slice && v.Type().Field(i).Name != "Denials" && j < v.Field(i).Len(); j++ {
			ids = append(ids, idOf(objectOf(v.Field(i).Index(j).Addr().Interface())))
		}
	}
	return ids
}

// contentsOf returns what a drawing calls the nodes and links of an answer, sorted; "hidden" is before what the moment
// hides.
func contentsOf(d *graphs.Drawing, sub *evidence.Subgraphs) []string {
	shown := *sub
	shown.Unpublished = nil
	names := d.Called(idsIn(&shown))
	for _, s := range sub.Unpublished {
		names = append(names, "hidden "+d.Called([]evidence.ID{s.NodeID()})[0])
	}
	slices.Sort(names)
	return names
}
