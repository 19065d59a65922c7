package graph

import (
	"context"
	"fmt"
	"strings"
	"time"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	binRead        = cypher.Must("read/bin")
	binRecord      = cypher.Must("read/bin_record")
	binExpired     = cypher.Must("read/bin_expired")
	restoredPeople = cypher.Must("read/restored_people")
	restoreRecord  = cypher.Must("write/restore_record")
	purgeRecords   = cypher.Must("write/purge_records")
)

// BinKept is how long a deleted record can come back.
const BinKept = 30 * 24 * time.Hour

// binPatience is how long it may take to bring an account with ten thousand positions back, or to take it away for good.
const binPatience = time.Minute

// What becomes of records besides being created, changed and deleted.
const (
	restored store.Action = "restored"
	purged   store.Action = "purged"
)

// BinPage is a page of what is in the bin, the latest first.
type BinPage struct {
	Items      []Binned `json:"items"`
	NextCursor string   `json:"nextCursor,omitempty"` // absent on the last page
}

// Binned is a deleted record that can come back.
type Binned struct {
	ID        string     `json:"id"`
	Kind      string     `json:"kind" enums:"account,contact,user,unit,opportunity,product,position,relationType"`
	Name      *string    `json:"name" field:"its.name"`
	DeletedAt time.Time  `json:"deletedAt"`
	DeletedBy AuditActor `json:"deletedBy"`
	Until     time.Time  `json:"until"` // when it goes for good
	Along     int        `json:"along"` // records that went along with it, and come back with it
}

// BinOptions narrow the bin.
type BinOptions struct {
	Kind   string // a kind's name, empty is all
	Q      string // part of the name
	Limit  int    `json:"-"`
	Cursor string `json:"-"`
}

// Bin answers what was deleted and can come back, of what the viewer saw: a page can have fewer items than asked for.
func (g *Graph) Bin(ctx context.Context, v access.Viewer, o BinOptions) (BinPage, error) {
	page := BinPage{Items: []Binned{}}
	seal, err := g.sealer(ctx, "bin", o)
	if err != nil {
		return page, err
	}
	after, err := seal.open(o.Cursor)
	if err != nil {
		return page, err
	}
	until, untilID := lastInstant, ""
	if after != nil {
		text, _ := after.Key.(string)
		if until, err = time.Parse(time.RFC3339Nano, text); err != nil {
			return page, badCursor()
		}
		untilID = after.ID
	}
	prefix := ""
	for p, kind := range kindsByPrefix {
		if kind == o.Kind {
			prefix = p + "_"
		}
	}
	rows, err := store.Read[struct {
		ID            string    `json:"id"`
		Name          *string   `json:"name"`
		DeletedAt     time.Time `json:"deletedAt"`
		DeletedBy     string    `json:"deletedBy"`
		DeletedByName *string   `json:"deletedByName"`
		Along         int       `json:"along"`
	}](ctx, g.store, binRead, map[string]any{
		"prefix": prefix, "q": strings.ToLower(strings.TrimSpace(o.Q)), "until": until, "untilId": untilID, "limit": o.Limit + 1,
	})
	if err != nil {
		return page, err
	}
	ids := make([]string, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	seen, err := g.seenOf(ctx, v, ids)
	for i, row := range rows {
		if i == o.Limit {
			last := rows[i-1]
			page.NextCursor = seal.close(place{Key: last.DeletedAt.Format(time.RFC3339Nano), ID: last.ID})
			break
		}
		if !seen[row.ID] || o.Q != "" && v.Hides(accessKinds[KindOf(row.ID)], nameField(accessKinds[KindOf(row.ID)])) {
			continue
		}
		page.Items = append(page.Items, Binned{
			ID: row.ID, Kind: KindOf(row.ID), Name: row.Name, DeletedAt: row.DeletedAt, DeletedBy: AuditActor{row.DeletedBy, row.DeletedByName},
			Until: row.DeletedAt.Add(BinKept), Along: row.Along,
		})
	}
	return page, err
}

// inBin is a record in the bin.
type inBin struct {
	ID          string   `json:"id"`
	Name        *string  `json:"name"`
	Records     []string `json:"records"` // itself and what went along
	MergedInto  *string  `json:"mergedInto"`
	ExternalIDs []struct {
		ExternalID
		By string `json:"by"`
	} `json:"externalIds"` // that others have meanwhile
	Email    *string `json:"email"`    // the user who has its e-mail address
	TypeName *string `json:"typeName"` // the relation type that has its name
	Part     *string `json:"part"`     // the account in the bin that it is a part of
}

// binned is a record in the bin, as the viewer sees it.
func binned(ctx context.Context, tx *store.Tx, v access.Viewer, id string) (inBin, error) {
	rows, err := store.Write[inBin](ctx, tx, binRecord, map[string]any{"id": id})
	if err != nil {
		return inBin{}, err
	}
	hidden, err := unseenIn(ctx, tx, v, []string{id})
	if hidden[id] {
		rows = nil
	}
	return one(rows, err, "record in the bin", id)
}

// Restore brings a deleted record back, with its relations and what went along with it. Errors: NotAllowed, NotFound where it is not in the bin, Conflict where
// a key, a solid line or a cycle stands against it.
func (g *Graph) Restore(ctx context.Context, v access.Viewer, id string) error {
	if err := mayAdminister(v, KindOf(id)); err != nil {
		return err
	}
	return g.Transact(store.Patient(ctx, binPatience), v, func(tx *store.Tx) error {
		record, err := binned(ctx, tx, v, id)
		if err == nil && record.MergedInto != nil {
			err = problem.Conflict("%s was merged into %s: undo that.", id, *record.MergedInto)
		}
		if err != nil {
			return err
		}
		return restore(ctx, tx, v, record)
	})
}

// restore brings a record back inside a transaction.
func restore(ctx context.Context, tx *store.Tx, v access.Viewer, r inBin) error {
	switch {
	case len(r.ExternalIDs) > 0:
		taken := r.ExternalIDs[0]
		return problem.Conflict("The external id %q of %q belongs to %s now.", taken.ID, taken.Source, taken.By)
	case r.Email != nil:
		return problem.Conflict("Its e-mail address belongs to the user %s now.", *r.Email)
	case r.TypeName != nil:
		return problem.Conflict("Its name belongs to the relation type %s now.", *r.TypeName)
	case r.Part != nil:
		return problem.Conflict("It is a part of the account %s, which is in the bin: bring that back first.", *r.Part)
	}
	if KindOf(r.ID) == Accounts.name {
		if _, err := store.Write[store.None](ctx, tx, lockOwnership, nil); err != nil {
			return err
		}
	}
	ids, err := store.Write[string](ctx, tx, restoreRecord, map[string]any{"id": r.ID})
	if _, err := one(ids, err, "record in the bin", r.ID); err != nil {
		return err
	}
	var people []string
	for _, id := range ids {
		kind := KindOf(id)
		tx.Touched.Record(kind, store.Created, id)
		switch {
		case personKind(id) != "":
			people = append(people, id)
		case kind == Positions.name:
			tx.Touched.Seats = append(tx.Touched.Seats, id)
		case kind == RelationTypes.name:
			if err := TouchRelated(ctx, tx, id, true); err != nil {
				return err
			}
		}
	}
	tx.Touched.People = append(tx.Touched.People, people...)
	if err := touchKnown(ctx, tx, people); err != nil {
		return err
	}
	tx.Touched.Edit(store.Edit{Kind: KindOf(r.ID), ID: r.ID, Action: restored})
	return mayStand(ctx, tx, v, r.ID)
}

// touchKnown notes the ties of people who have come back: they are as before, but nobody has seen them meanwhile.
func touchKnown(ctx context.Context, tx *store.Tx, people []string) error {
	if len(people) == 0 {
		return nil
	}
	rows, err := store.Write[pair](ctx, tx, restoredPeople, map[string]any{"ids": people})
	for _, p := range rows {
		tx.Touched.Pair(p.A, p.B)
		tx.Touched.Ties = append(tx.Touched.Ties, store.PairChange{Pair: [2]string{p.A, p.B}, Action: store.Created})
	}
	return err
}

// mayStand refuses what has come back where it closes a cycle, or gives a position two solid lines on a day.
func mayStand(ctx context.Context, tx *store.Tx, v access.Viewer, id string) error {
	switch KindOf(id) {
	case Positions.name:
		reports, err := store.Write[string](ctx, tx, reportsOf, map[string]any{"id": id})
		if err != nil {
			return err
		}
		for _, seat := range append(reports, id) {
			if err := mayStandInLine(ctx, tx, v, seat); err != nil {
				return err
			}
		}
	case Accounts.name:
		return mayStandInOwnership(ctx, tx, v, id)
	case Units.name:
		return mayStandInTree(ctx, tx, id)
	}
	return nil
}

var reportsOf = cypher.Must("read/reports_of")

// mayStandInLine refuses a position of which two solid lines share a day, or that reports to itself over a chain on any day.
func mayStandInLine(ctx context.Context, tx *store.Tx, v access.Viewer, positionID string) error {
	seat, err := lockSeatOf(ctx, tx, positionID)
	if err != nil {
		return err
	}
	lines, err := solidLines(ctx, tx, positionID)
	if err != nil {
		return err
	}
	for i, line := range lines.was {
		for _, other := range lines.was[:i] {
			if _, share := (span{line.Since, line.Until}).common(span{other.Since, other.Until}); share {
				return problem.Conflict("%s would have two managers on one day: %s and %s.", positionID, other.State.ManagerID, line.State.ManagerID)
			}
		}
		if err := mayReport(ctx, tx, v, positionID, seat, line.State.ManagerID, solid, line.Since, line.Until, "/managerId"); err != nil {
			return err
		}
	}
	return nil
}

// mayStandInOwnership refuses an account that would own itself over a chain on any day. Ownership is locked.
func mayStandInOwnership(ctx context.Context, tx *store.Tx, v access.Viewer, accountID string) error {
	parents, err := recorded(ctx, tx, parentsHeld, map[string]any{"id": accountID}, func(parentState) bool { return true })
	if err != nil {
		return err
	}
	for _, p := range parents.was {
		if err := mayOwn(ctx, tx, v, accountID, p.State.ParentID, p.Since, p.Until); err != nil {
			return err
		}
	}
	return nil
}

// mayStandInTree refuses a unit that would stand below itself.
func mayStandInTree(ctx context.Context, tx *store.Tx, unitID string) error {
	if _, err := store.Write[store.None](ctx, tx, lockUnits, nil); err != nil {
		return err
	}
	units, err := store.Write[struct {
		ID       string  `json:"id"`
		Name     *string `json:"name"`
		ParentID *string `json:"parentId"`
	}](ctx, tx, unitParents, nil)
	above := map[string]string{}
	for _, u := range units {
		if u.ParentID != nil {
			above[u.ID] = *u.ParentID
		}
	}
	at := above[unitID]
	for range len(above) {
		if at == unitID {
			return problem.Conflict("The unit %s would stand below itself.", unitID)
		}
		at = above[at]
	}
	return err
}

// Purge takes a record in the bin out of the graph for good, with what went along with it. Errors: NotAllowed, NotFound.
func (g *Graph) Purge(ctx context.Context, v access.Viewer, id string) error {
	if !v.May(access.Administer) {
		return problem.NotAllowed("This needs the permission administer.")
	}
	everything := v
	everything.Rights = nil // who may administer and sees the record may; once it is gone, nothing says any more whose it was
	return g.Transact(store.Patient(ctx, binPatience), everything, func(tx *store.Tx) error {
		record, err := binned(ctx, tx, v, id)
		if err != nil {
			return err
		}
		return purge(ctx, tx, []string{record.ID})
	})
}

// purge takes records out of the bin for good.
func purge(ctx context.Context, tx *store.Tx, ids []string) error {
	for _, id := range ids {
		tx.Touched.Edit(store.Edit{Kind: KindOf(id), ID: id, Action: purged})
	}
	_, err := store.Write[store.None](ctx, tx, purgeRecords, map[string]any{"ids": ids})
	return err
}

// purgeBatch is how many records one transaction purges.
const purgeBatch = 10

// EmptyBin purges what has been in the bin for longer than BinKept.
func (g *Graph) EmptyBin(ctx context.Context, v access.Viewer) error {
	ctx = store.Patient(ctx, binPatience)
	for {
		ids, err := store.Read[string](ctx, g.store, binExpired, map[string]any{"before": g.Now().Add(-BinKept), "limit": purgeBatch})
		if err != nil || len(ids) == 0 {
			return err
		}
		if err := g.Transact(ctx, v, func(tx *store.Tx) error { return purge(ctx, tx, ids) }); err != nil {
			return fmt.Errorf("the bin: %w", err)
		}
	}
}
