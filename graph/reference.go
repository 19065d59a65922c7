package graph

import (
	"encoding/json"
	"errors"
)

// Ref names another record in a body: by its id, or by what another system calls it. Answers show ids only.
type Ref struct {
	ID     string `json:"id"`     // the external id where Source is set
	Source string `json:"source"` // empty: ID is Kith's own
}

// MarshalJSON writes the id alone, or the pair.
func (r Ref) MarshalJSON() ([]byte, error) {
	if r.Source == "" {
		return json.Marshal(r.ID)
	}
	return json.Marshal(ExternalID{Source: r.Source, ID: r.ID})
}

// UnmarshalJSON reads an id, or a pair of source and id.
func (r *Ref) UnmarshalJSON(data []byte) error {
	*r = Ref{}
	if json.Unmarshal(data, &r.ID) == nil {
		return nil
	}
	var pair map[string]*string
	if json.Unmarshal(data, &pair) == nil && len(pair) == 2 && pair["source"] != nil && pair["id"] != nil && *pair["source"] != "" {
		*r = Ref{ID: *pair["id"], Source: *pair["source"]}
		return nil
	}
	return errors.New(`is neither an id nor {"source", "id"}`)
}
