package store

// Action is what became of something.
type Action string

// Actions.
const (
	Created Action = "created"
	Changed Action = "changed"
	Deleted Action = "deleted"
	Merged  Action = "merged" // into another record
)

// Touched is what a write transaction has changed, noted by whoever changes it for whoever ends the transaction.
type Touched struct {
	Records   []RecordChange // what others are told of
	Ties      []PairChange   // ties that are others now
	Conflicts []PairChange   // pairs of people of whom one influences the other, now or before in another way

	Pairs  [][2]string // people on whose tie something changed that it rests on
	Held   [][2]string // the same, where no tie comes to be by it: where they are many, their ties are derived after the transaction
	Lines  [][2]string // positions between which a solid line begins, ends or changes its days
	People []string    // people with other positions
	Seats  []string    // positions with other days, whoever holds them

	Belonging []string // records beside those of Records and People of which it is to be found anew whom they belong to
	Seen      []string // contacts that other viewers see now

	Edits []Edit // what the audit says of it, beyond that Records changed
}

// Edit is what a transaction did to one record, or to a relation that is one's own (a tie, an influence, a relation), as the audit keeps it.
type Edit struct {
	Kind      string         `json:"kind"`
	ID        string         `json:"id"`
	Action    Action         `json:"action"` // empty until the transaction ends: as Records has it
	Fields    []FieldEdit    `json:"fields,omitempty"`
	Relations []RelationEdit `json:"relations,omitempty"`
	Others    []string       `json:"others,omitempty"` // ids of other records that it is about: the one that was merged
	Undoes    string         `json:"undoes,omitempty"` // the id of the entry that this one takes back
}

// FieldEdit is a field as the API names it, before and after; what has no value is nil.
type FieldEdit struct {
	Field  string `json:"field"`
	Before any    `json:"before"`
	After  any    `json:"after"`
}

// RelationEdit is a relationship that began, changed or went away. Before and After are its properties: all of one that went away, and of one that
// began (its days, where a file brought it), else those that changed.
type RelationEdit struct {
	Type   string         `json:"type"`
	ID     string         `json:"id"`
	From   string         `json:"from"`
	To     string         `json:"to"`
	Action Action         `json:"action"`
	Before map[string]any `json:"before,omitempty"`
	After  map[string]any `json:"after,omitempty"`
}

// RecordChange names a record or relation that changed.
type RecordChange struct {
	Kind   string // account, contact, relation, …
	ID     string
	Action Action
}

// PairChange names the two people of a tie or an influence, the smaller id first.
type PairChange struct {
	Pair    [2]string
	Action  Action
	Private []string // the names of the viewers who are told, of a tie that not everybody sees
}

// Record notes records or relations of one kind.
func (t *Touched) Record(kind string, action Action, ids ...string) {
	for _, id := range ids {
		t.Records = append(t.Records, RecordChange{Kind: kind, ID: id, Action: action})
	}
}

// Pair notes two people, in any order.
func (t *Touched) Pair(a, b string) { t.Pairs = append(t.Pairs, [2]string{min(a, b), max(a, b)}) }

// Edit notes what the audit says of a record beyond that it changed.
func (t *Touched) Edit(e Edit) { t.Edits = append(t.Edits, e) }
