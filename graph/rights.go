package graph

import (
	"context"
	"slices"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var belongingsRead = cypher.Must("read/belongings")

// kindsOfRights are the kinds that rights speak of, by the words of records.
var kindsOfRights = map[string]access.Kind{
	Accounts.name: access.Accounts, Contacts.name: access.Contacts, Opportunities.name: access.Opportunities, Positions.name: access.Positions,
	Products.name: access.Products,
}

// administered are the kinds that those change who administer, and nobody else, whatever else a role lets one write.
var administered = []string{Users.name, Units.name, RelationTypes.name, Roles.name}

// mayAdminister refuses one who does not administer where a record is of a kind that takes that.
func mayAdminister(v access.Viewer, kind string) error {
	if slices.Contains(administered, kind) && !v.May(access.Administer) {
		return problem.NotAllowed("This needs the permission administer.")
	}
	return nil
}

// belonging is a record and whom it belongs to.
type belonging struct {
	ID        string   `json:"id"`
	BelongsTo []string `json:"belongsTo"`
}

// unseen are those of records that the viewer does not see. It asks with the statement outside a transaction, or inside one.
func unseen(v access.Viewer, ids []string, ask func(cypher.Statement, map[string]any) ([]belonging, error)) (map[string]bool, error) {
	if v.SeesAll() {
		return nil, nil
	}
	var restricted []string
	for _, id := range ids {
		if _, is := kindsOfRights[KindOf(id)]; is && KindOf(id) != Products.name {
			restricted = append(restricted, id)
		}
	}
	if len(restricted) == 0 {
		return nil, nil
	}
	rows, err := ask(belongingsRead, map[string]any{"ids": once(restricted)})
	hidden := map[string]bool{}
	for _, row := range rows {
		if !v.SeesRecord(kindsOfRights[KindOf(row.ID)], row.BelongsTo) {
			hidden[row.ID] = true
		}
	}
	return hidden, err
}

// seenOf are those of records and units that the viewer sees.
func (g *Graph) seenOf(ctx context.Context, v access.Viewer, ids []string) (map[string]bool, error) {
	seen := map[string]bool{}
	for _, id := range ids {
		kind, restricted := kindsOfRights[KindOf(id)]
		switch {
		case restricted && kind != access.Products:
			seen[id] = v.SeesRecord(kind, []string{access.Shared}) // it is gone for good: who sees all may know
		case KindOf(id) == "":
			seen[id] = v.SeesRecord(access.Accounts, nil) && v.SeesRecord(access.Contacts, []string{access.Shared})
		default:
			seen[id] = true
		}
	}
	rows, err := store.Read[belonging](ctx, g.store, belongingsRead, map[string]any{"ids": once(ids)})
	for _, row := range rows {
		if kind, restricted := kindsOfRights[KindOf(row.ID)]; restricted {
			seen[row.ID] = v.SeesRecord(kind, row.BelongsTo)
		}
	}
	return seen, err
}

// unseenIn is that inside a transaction.
func unseenIn(ctx context.Context, tx *store.Tx, v access.Viewer, ids []string) (map[string]bool, error) {
	return unseen(v, ids, func(s cypher.Statement, values map[string]any) ([]belonging, error) {
		return store.Write[belonging](ctx, tx, s, values)
	})
}

// unseen is that outside a transaction.
func (g *Graph) unseen(ctx context.Context, v access.Viewer, ids []string) (map[string]bool, error) {
	return unseen(v, ids, func(s cypher.Statement, values map[string]any) ([]belonging, error) {
		return store.Read[belonging](ctx, g.store, s, values)
	})
}

// OwnerOfNew is the user to whom a new record of a kind belongs that is given no owner: who makes it, where they would not see it otherwise, else nobody.
// A token that is neither a user's nor of a unit cannot make such a record: only administrators would see it.
func OwnerOfNew(v access.Viewer, kind string) (userID string, err error) {
	switch {
	case v.Level(kindsOfRights[kind], access.Read) == access.All:
		return "", nil
	case v.UserID == "" && len(v.Units) == 0:
		return "", problem.NotAllowed("This token has no unit to which a new %s could belong: give it one, or the record an owner.", kind)
	}
	return v.UserID, nil
}

// owned gives new records without owner to whom they belong.
func (k *Kind[F, R]) owned(w *writing, entries []*entry[F]) {
	if k.owner == nil {
		return
	}
	id, err := OwnerOfNew(w.viewer, k.name)
	for _, e := range entries {
		owner := k.owner(&e.after)
		if e.existing || e.err != nil || *owner != nil {
			continue
		}
		if e.err = err; id != "" {
			*owner = &Ref{ID: id}
		}
	}
}

// shownOwner names the record that has what only one can have, where the viewer sees it.
func shownOwner(kind, id string, hidden map[string]bool) string {
	if hidden[id] {
		return "another " + kind + ", which you do not see"
	}
	return id
}

// permit refuses the entries that the viewer may not write: new ones of a kind that they write nothing of, and others' records.
func (k *Kind[F, R]) permit(ctx context.Context, w *writing, entries []*entry[F]) error {
	kind, is := kindsOfRights[k.name]
	if w.viewer.Rights == nil || !is {
		return nil
	}
	var ids []string
	for _, e := range entries {
		if e.existing && e.err == nil {
			ids = append(ids, e.id)
		}
	}
	belongs, err := belongingsOf(ctx, w.tx, ids)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.err == nil && !reaches(w.viewer, kind, access.Write, e.existing, belongs[e.id]) {
			e.err = notAllowed(k.name, e.id, e.existing)
		}
	}
	return nil
}

// kindsOfRelations are the kinds of rights that relationships fall under; others are fields of the record that they are of.
var kindsOfRelations = map[string]access.Kind{
	"HOLDS": access.Positions, "REPORTS_TO": access.Positions, "INVOLVED_IN": access.BuyingCenterMembers, "INFLUENCES": access.Influences,
	"RELATED_TO": access.Relations, "TIE_SOURCE": access.Ties, "TOOK_PART": access.Interactions,
}

// mayChange refuses the whole transaction where it changes what the viewer may not: a record, by whom it belonged to before the transaction, or a
// relation, which one may write who may write one of its ends. What the viewer does not see is not found.
func mayChange(ctx context.Context, tx *store.Tx, v access.Viewer) error {
	if v.Rights == nil {
		return nil
	}
	refused, err := refusals(v, editsOf(tx.Touched), func(ids []string) (map[string][]string, error) { return belongingsOf(ctx, tx, ids) })
	return firstError(append([]error{err}, refused...)...)
}

// refusals say of each edit why the viewer may not make it, or nothing.
func refusals(v access.Viewer, edits []store.Edit, belongings func(ids []string) (map[string][]string, error)) ([]error, error) {
	refused := make([]error, len(edits))
	var ids []string
	made := map[string]bool{}
	for _, e := range edits {
		ids = append(ids, e.ID)
		made[e.ID] = e.Action == store.Created
		for _, r := range e.Relations {
			ids = append(ids, r.From, r.To)
		}
	}
	belongs, err := belongings(ids)
	if err != nil {
		return nil, err
	}
	for i, e := range edits {
		refused[i] = whyNot(v, e, belongs, made)
	}
	return refused, nil
}

// whyNot says why the viewer may not make an edit of what belongs to these, some of it made by the same change.
func whyNot(v access.Viewer, e store.Edit, belongs map[string][]string, made map[string]bool) error {
	kind, isRecord := kindsOfRights[e.Kind]
	if isRecord && kind != access.Products && e.Action != store.Created && !v.SeesRecord(kind, belongs[e.ID]) {
		return problem.NotFound(e.Kind, e.ID)
	}
	act := access.Write
	if e.Action == store.Deleted {
		act = access.Delete
	}
	onlyRelations := len(e.Fields) == 0 && len(e.Relations) > 0
	for _, r := range e.Relations {
		of, is := kindsOfRelations[r.Type]
		if !is {
			onlyRelations = false
			continue
		}
		for _, end := range []string{r.From, r.To} {
			if kind, is := kindsOfRights[KindOf(end)]; is && kind != access.Products && !made[end] && !v.SeesRecord(kind, belongs[end]) {
				return problem.NotFound(KindOf(end), end)
			}
		}
		if !reachesEnd(v, of, act, r.From, belongs) && !reachesEnd(v, of, act, r.To, belongs) && !isOwnTie(v, of, r) {
			return notAllowed(e.Kind, e.ID, true)
		}
	}
	if err := mayWriteFields(v, e); err != nil {
		return err
	}
	existing := e.Action != store.Created || kind == access.Positions // a position is its account's from the beginning
	if isRecord && !onlyRelations && !reaches(v, kind, act, existing, belongs[e.ID]) {
		return notAllowed(e.Kind, e.ID, e.Action != store.Created)
	}
	return nil
}

// refusedRelations say of changes of relationships of a type, between two each, why the viewer may not make them, or nothing.
func refusedRelations(ctx context.Context, tx *store.Tx, v access.Viewer, relation string, ends [][2]string) ([]error, error) {
	if v.Rights == nil {
		return make([]error, len(ends)), nil
	}
	return refusals(v, editsBetween(relation, ends), func(ids []string) (map[string][]string, error) { return belongingsOf(ctx, tx, ids) })
}

// RefusedRelations is that before a transaction, for imports; planned tells records that the viewer makes before it.
func (g *Graph) RefusedRelations(ctx context.Context, v access.Viewer, relation string, ends [][2]string, planned func(id string) bool) ([]error, error) {
	if v.Rights == nil {
		return make([]error, len(ends)), nil
	}
	return refusals(v, editsBetween(relation, ends), g.belongings(ctx, v, planned))
}

func editsBetween(relation string, ends [][2]string) []store.Edit {
	edits := make([]store.Edit, len(ends))
	for i, pair := range ends {
		r := store.RelationEdit{Type: relation, From: pair[0], To: pair[1], Action: store.Changed}
		edits[i] = store.Edit{Action: store.Changed, Relations: []store.RelationEdit{r}}
		if pair[0] != "" && pair[1] != "" {
			edits[i].Kind, edits[i].ID = recordOf(r)
		}
	}
	return edits
}

// RefusedRecords say of changes of records of a kind, by their ids, why the viewer may not make them, or nothing; of a new one the id is empty, but of
// a new position its account's. Planned tells records that the viewer makes before.
func (g *Graph) RefusedRecords(ctx context.Context, v access.Viewer, kind string, ids []string, planned func(id string) bool) ([]error, error) {
	refused := make([]error, len(ids))
	of, is := kindsOfRights[kind]
	if v.Rights == nil || !is {
		return refused, nil
	}
	belongs, err := g.belongings(ctx, v, planned)(ids)
	for i, id := range ids {
		switch {
		case id != "" && of != access.Products && !v.SeesRecord(kindsOfRights[KindOf(id)], belongs[id]):
			refused[i] = problem.NotFound(KindOf(id), id)
		case !reaches(v, of, access.Write, id != "", belongs[id]):
			refused[i] = notAllowed(kind, id, KindOf(id) == kind)
		}
	}
	return refused, err
}

// belongingsNow reads whom records belong to outside a transaction.
func (g *Graph) belongingsNow(ctx context.Context, ids []string) (map[string][]string, error) {
	rows, err := store.Read[belonging](ctx, g.store, belongingsRead, map[string]any{"ids": once(ids)})
	belongs := map[string][]string{}
	for _, row := range rows {
		belongs[row.ID] = row.BelongsTo
	}
	return belongs, err
}

// belongings does so with those that are planned, which will be the viewer's.
func (g *Graph) belongings(ctx context.Context, v access.Viewer, planned func(id string) bool) func(ids []string) (map[string][]string, error) {
	return func(ids []string) (map[string][]string, error) {
		belongs, err := g.belongingsNow(ctx, ids)
		for _, id := range ids {
			if belongs[id] == nil && planned(id) {
				belongs[id] = append([]string{access.Shared, v.UserID}, v.Units...)
			}
		}
		return belongs, err
	}
}

// Unseen are those of records, by their ids, that the viewer does not see.
func (g *Graph) Unseen(ctx context.Context, v access.Viewer, ids []string) (map[string]bool, error) {
	return g.unseen(ctx, v, ids)
}

// permitSeats refuses entries that make or fill a seat in an account in which the viewer may not.
func (k *Kind[F, R]) permitSeats(ctx context.Context, w *writing, entries []*entry[F]) error {
	if w.viewer.Rights == nil {
		return nil
	}
	accounts := map[*entry[F]]string{}
	var ids []string
	for _, e := range entries {
		var account *Ref
		switch fields := any(&e.after).(type) {
		case *PositionFields:
			if !e.existing {
				account = fields.AccountID
			}
		case *ContactWrite:
			if fields.Employment != nil {
				account = fields.Employment.AccountID
			}
		}
		if account != nil {
			accounts[e] = account.ID
			ids = append(ids, account.ID)
		}
	}
	belongs, err := belongingsOf(ctx, w.tx, ids)
	for e, account := range accounts {
		if !reaches(w.viewer, access.Positions, access.Write, true, belongs[account]) {
			e.err = notAllowed("position", "", false)
		}
	}
	return err
}

// reachesEnd reports whether the viewer may do something with a relation for the sake of one of its ends; a user's makes ties theirs alone.
func reachesEnd(v access.Viewer, of access.Kind, act access.Act, end string, belongs map[string][]string) bool {
	return (of == access.Ties || personKind(end) != "user") && reaches(v, of, act, true, belongs[end])
}

// isOwnTie reports whether a relationship is what the viewer says of a tie: everybody who writes any tie may say how well they know somebody.
func isOwnTie(v access.Viewer, of access.Kind, r store.RelationEdit) bool {
	return of == access.Ties && v.Level(access.Ties, access.Write) != access.None && v.UserID != "" && (r.From == v.UserID || r.To == v.UserID)
}

// reaches reports whether the viewer may do something with a record of a kind that belongs to these; with a new one where they may with any.
func reaches(v access.Viewer, kind access.Kind, act access.Act, existing bool, belongsTo []string) bool {
	level := v.Level(kind, act)
	if !existing || kind == access.Products {
		return level != access.None
	}
	return v.MayChange(level, belongsTo)
}

func notAllowed(kind, id string, existing bool) error {
	if !existing {
		return problem.NotAllowed("Your role does not let you make a new %s.", kind)
	}
	return problem.NotAllowed("Your role does not let you change the %s %s.", kind, id)
}

// belongingsOf is whom records belong to, by id, as it was before the transaction wrote it down anew.
func belongingsOf(ctx context.Context, tx *store.Tx, ids []string) (map[string][]string, error) {
	belongs := map[string][]string{}
	if len(ids) == 0 {
		return belongs, nil
	}
	rows, err := store.Write[belonging](ctx, tx, belongingsRead, map[string]any{"ids": once(ids)})
	for _, row := range rows {
		belongs[row.ID] = row.BelongsTo
	}
	return belongs, err
}
