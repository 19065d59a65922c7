package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"kith/access"
	"kith/graph"
	"kith/graph/store"
	"kith/problem"
)

// parts are the columns that say who took part, with the part.
var parts = []struct{ column, as string }{{"from", "from"}, {"to", "to"}, {"cc", "cc"}, {"organizer", "organizer"}, {"attendee", "attendee"}}

// An interaction is what a row says of one.
type interaction struct {
	graph.RecordedInteraction
	item *item
}

// importInteractions brings in interactions.
func importInteractions(ctx context.Context, r *run, in *input) error {
	return pass(ctx, r, in, recordBatch, in.Name, r.lookUpInteractions, r.writeInteractions)
}

func (r *run) lookUpInteractions(ctx context.Context, items []*item) ([]*interaction, error) {
	f := r.finder()
	for _, i := range items {
		for _, part := range parts {
			for _, who := range i.names(part.column) {
				f.person(who)
			}
		}
	}
	if err := f.find(ctx); err != nil {
		return nil, err
	}
	var rows []*interaction
	last := map[[2]string]int{}
	for _, i := range items {
		if r.viewer.Level(access.Interactions, access.Write) == access.None {
			r.rejectRow(i, "", "your role does not let you record interactions")
			continue
		}
		row := r.interaction(f, i)
		if row == nil {
			continue
		}
		key := [2]string{row.Source, row.ExternalID}
		if at, is := last[key]; is && !row.Copy {
			r.repeated(i.in)
			rows[at] = row
			continue
		}
		last[key] = len(rows)
		rows = append(rows, row)
	}
	return rows, nil
}

// names are the people whom a column names.
func (i *item) names(column string) []string {
	if column == "from" {
		if name := strings.TrimSpace(i.text(column)); name != "" {
			return []string{name}
		}
		return nil
	}
	return i.list(column)
}

// interaction reads a row; nil is one that is rejected. An address that nobody has took part all the same: it is counted.
func (r *run) interaction(f *finder, i *item) *interaction {
	at, _ := i.value("at").(time.Time)
	row := &interaction{graph.NewRecordedInteraction(i.source(r), i.text("id")), i}
	row.ID, row.Kind, row.At, row.CreatedAt = graph.NewID("int"), i.text("kind"), at.Truncate(time.Millisecond), r.now
	if id := i.text("kith_id"); strings.HasPrefix(id, "int_") {
		row.ID = id
	}
	if made, is := i.value("created_at").(time.Time); is {
		row.CreatedAt = made
	}
	row.Copy = row.Source == mailSource
	if r.mailbox != nil && i.in.spool != nil {
		row.Mailbox, row.MailboxOnly = r.mailbox.userID, true
	}
	took := map[string]bool{}
	var words []string
	for _, part := range parts {
		for _, who := range i.names(part.column) {
			words = append(words, part.as+":"+address(who))
			id, fault := f.who(who)
			switch {
			case fault != "" && strings.Contains(who, "@") && (len(f.byAddress[address(who)]) == 0 || i.in.spool != nil):
				if len(f.byAddress[address(who)]) > 0 {
					r.note("an address that several people have says of nobody that it was they: it is only counted")
				}
				took[address(who)] = r.isOurs(address(who))
			case fault != "" && part.column == "from":
				r.rejectRow(i, part.column, "%s: %s", clip(who), fault)
				return nil
			case fault != "":
				r.rejectColumn(i, part.column, "%s: %s", clip(who), fault)
			case isAccount(id):
				r.rejectColumn(i, part.column, "%s: is an account, not a person", clip(who))
			default:
				took[id] = strings.HasPrefix(id, "usr_")
				row.Parts = append(row.Parts, graph.InteractionPart{PersonID: id, As: part.as})
			}
		}
	}
	for _, ours := range took {
		row.People++
		if !ours {
			row.Outside++
		}
	}
	if people, is := i.value("people").(int64); is {
		row.People = int(people)
	}
	if outside, is := i.value("outside").(int64); is {
		row.Outside = int(outside)
	}
	row.SortParts()
	if row.ExternalID == "" { // without an id it is known by all that it says
		slices.Sort(words)
		sum := sha256.Sum256([]byte(FormatInstant(row.At) + "\x1f" + row.Kind + "\x1f" + strings.Join(words, "\x1f")))
		row.ExternalID = "row:" + hex.EncodeToString(sum[:16])
	}
	return row
}

// writeInteractions records a batch.
func (r *run) writeInteractions(ctx context.Context, rows []*interaction) error {
	if len(rows) == 0 {
		return nil
	}
	recorded := make([]graph.RecordedInteraction, len(rows))
	for i, row := range rows {
		recorded[i] = row.RecordedInteraction
	}
	var results []graph.Result
	var err error
	if r.dry {
		results, err = r.graph.CompareInteractions(ctx, r.viewer, recorded)
	} else {
		err = r.write(ctx, func(tx *store.Tx) (err error) {
			results, err = r.graph.RecordInteractions(ctx, tx, r.viewer, recorded)
			return err
		})
	}
	if err != nil {
		return err
	}
	for i, row := range rows {
		if results[i].Status == graph.Refused {
			column := "at"
			if problem.Is(results[i].Err, problem.KindNotAllowed) {
				column = ""
			}
			r.rejectRow(row.item, column, "%s", strings.TrimPrefix(detailOf(results[i].Err), "/at "))
			continue
		}
		r.count(row.item, outcomes[results[i].Status])
	}
	return nil
}
