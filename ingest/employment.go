package ingest

import (
	"context"
	"strings"

	"kith/graph"
)

// A row of contacts that names an account gives the person a position there: it is taken as a row of positions of its own, whose seat has an id
// made of the two.

// employmentID is the id of the seat that a row of contacts makes.
func employmentID(contact, account string) string { return graph.SeatPrefix + contact + "@" + account }

// seatColumns are those of the row of positions that a row of contacts is, with the columns they come from.
var seatColumns = map[string]string{
	"account_id": "account_id", "title": "title", "department": "department", "assistant": "assistant",
	"opened": "since", "closed": "until", "since": "since", "until": "until", "reports_to_id": "reports_to_id",
}

// seat is the row of positions that a row of contacts or positions is.
func (i *item) seat() *item {
	if i.in.kind.Name != "contacts" {
		copied := *i
		copied.part = true
		return &copied
	}
	seat := &item{in: i.in, number: i.number, row: i.row, part: true, columns: map[string]int{}}
	add := func(column string, value any) {
		seat.columns[column] = len(seat.values)
		seat.values = append(seat.values, value)
	}
	for column, from := range seatColumns {
		if i.has(from) {
			add(column, i.value(from))
		}
	}
	account := i.text("account_id")
	if account == "" {
		add("id", "")
	} else {
		add("id", employmentID(i.text("id"), account))
	}
	add("contact_id", i.text("id"))
	return seat
}

// manager is the id of the seat that the row's seat reports to.
func (i *item) manager() string {
	manager := i.text("reports_to_id")
	if manager != "" && i.in.kind.Name == "contacts" {
		return employmentID(manager, i.text("account_id"))
	}
	return manager
}

func seats(items []*item) []*item {
	all := make([]*item, len(items))
	for n, i := range items {
		all[n] = i.seat()
	}
	return all
}

// importEmployments makes the seats of people whose rows name an account.
func importEmployments(ctx context.Context, r *run, in *input) error {
	return pass(ctx, r, in, recordBatch, in.Name+": positions", func(ctx context.Context, items []*item) (*recordWrites, error) {
		var employed []*item
		for _, seat := range seats(items) {
			if strings.HasPrefix(seat.text("id"), graph.SeatPrefix) {
				employed = append(employed, seat)
			}
		}
		return r.lookUpRecords(ctx, recordKinds["positions"], employed)
	}, r.putRecords)
}
