package graph

import "encoding/json"

// Optional is a field of a body in which absent and null say different things.
type Optional[T any] struct {
	Given bool // the field stands in the body
	Value *T   // nil where it is null or absent
}

// UnmarshalJSON reads a value or null; it is not called for a field that is absent.
func (o *Optional[T]) UnmarshalJSON(data []byte) error {
	o.Given = true
	return json.Unmarshal(data, &o.Value)
}

// Or is what was given, null too, or fallback where the field is absent.
func (o Optional[T]) Or(fallback *T) *T {
	if o.Given {
		return o.Value
	}
	return fallback
}
