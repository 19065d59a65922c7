package store

// Action is what became of something.
type Action string

// Actions.
const (
	Created Action = "created"
	Changed Action = "changed"
	Deleted Action = "deleted"
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
}

// RecordChange names a record or relation that changed.
type RecordChange struct {
	Kind   string // account, contact, relation, …
	ID     string
	Action Action
}

// PairChange names the two people of a tie or an influence, the smaller id first.
type PairChange struct {
	Pair   [2]string
	Action Action
}

// Record notes records or relations of one kind.
func (t *Touched) Record(kind string, action Action, ids ...string) {
	for _, id := range ids {
		t.Records = append(t.Records, RecordChange{Kind: kind, ID: id, Action: action})
	}
}

// Pair notes two people, in any order.
func (t *Touched) Pair(a, b string) { t.Pairs = append(t.Pairs, [2]string{min(a, b), max(a, b)}) }
