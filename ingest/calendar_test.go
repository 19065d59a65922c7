package ingest_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"
	"github.com/stretchr/testify/require"
	"github.com/teambition/rrule-go"
	"pgregory.net/rapid"

	"kith/graph/store/storetest"
	"kith/ingest"
)

// ics is a calendar of events, each as its lines.
func ics(events ...string) []byte {
	text := "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\n"
	for _, event := range events {
		text += "BEGIN:VEVENT\nSUMMARY:" + secret + "\nDESCRIPTION:" + secret + " https://zoom.example/1\n  and on " + secret +
			"\nORGANIZER;CN=Olga:mailto:OLGA@us.example\n" + event + "\nBEGIN:VALARM\nATTENDEE:mailto:alarm@acme.example\nDESCRIPTION:" + secret + "\nEND:VALARM\nEND:VEVENT\n"
	}
	return []byte(strings.ReplaceAll(text+"END:VCALENDAR\n", "\n", "\r\n"))
}

const withAnn = "\nATTENDEE;CN=\"Alt, Ann\":mailto:ann@acme.example"

func TestCalendar(t *testing.T) {
	s := storetest.Empty(t)
	importing(t, s, folder(t, mailUsers, "contacts\nid,name,email\nc1,Ann Alt,ann@acme.example\n", "accounts\nid,name,domain\nA,Acme,acme.example\n"))
	text := ics(
		"UID:plain\nDTSTART:20261001T100000Z"+withAnn+"\nATTENDEE;PARTSTAT=DECLINED:mailto:otto@us.example\nATTENDEE;CUTYPE=ROOM:mailto:room@us.example\nATTENDEE;CUTYPE=GROUP:mailto:board@acme.example",
		"UID:berlin\nDTSTART;TZID=Europe/Berlin:20260701T100000\nLOCATION:https://meet.example/x "+secret+withAnn,
		"UID:outlook\nDTSTART;TZID=\"Our Time\":20260701T100000\nX-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.example\nATTENDEE:MAILTO:ann@acme.example",
		"UID:winter\nDTSTART;TZID=Our Time:20260201T100000"+withAnn,
		"UID:day\nDTSTART;VALUE=DATE:20260702"+withAnn,
		"UID:off\nSTATUS:CANCELLED\nDTSTART:20261001T100000Z"+withAnn,
		"UID:alone\nDTSTART:20261001T100000Z\nATTENDEE:mailto:olga@us.example",
		"UID:nowhere\nDTSTART;TZID=Nowhere/City:20260701T100000"+withAnn,
		"UID:undated"+withAnn,
		"UID:seconds\nDTSTART:20260101T000000Z\nRRULE:FREQ=SECONDLY"+withAnn,
		"UID:new\nDTSTART:20260703T100000Z\nATTENDEE;CN=New One:mailto:new@acme.example",
		// Every Monday at nine in New York, over the change of the clocks; one left out, one moved, one called off.
		"UID:moved\nRECURRENCE-ID;TZID=America/New_York:20261026T090000\nDTSTART;TZID=America/New_York:20261027T110000"+withAnn,
		"UID:moved\nDTSTART;TZID=America/New_York:20261012T090000\nRRULE:FREQ=WEEKLY;UNTIL=20261109T140000Z\nEXDATE;TZID=America/New_York:20261019T090000"+withAnn,
		"UID:moved\nSTATUS:CANCELLED\nRECURRENCE-ID:20261102T140000Z\nDTSTART:20261102T140000Z"+withAnn,
	)
	zone := "BEGIN:VTIMEZONE\r\nTZID:Our Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n" +
		"BEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\nEND:VCALENDAR"
	text = bytes.Replace(text, []byte("END:VCALENDAR"), []byte(zone), 1)
	dir := file(t, "calendar.ics", text)
	summary, rejects := importing(t, s, dir, unknownPeople)
	require.Equal(t, []ingest.Counts{{Kind: "contacts", Created: 1}, {Kind: "interactions", Created: 9, Rejected: 3}}, summary.Kinds)
	require.Equal(t, []string{"calendar.ics: 1 events with nobody else left out"}, summary.Notes)
	require.Equal(t, []string{"at,is missing", "at,it recurs more often than daily", "at,its time zone is not known"}, sorted(reasons(rejects)))
	require.Equal(t, []string{
		"calendar berlin video 2026-07-01T08:00:00Z, attendee Ann Alt, organizer Olga Berg 2/1",
		"calendar day meeting 2026-07-02T00:00:00Z, attendee Ann Alt, organizer Olga Berg 2/1",
		"calendar moved/20261012T130000Z meeting 2026-10-12T13:00:00Z, attendee Ann Alt, organizer Olga Berg 2/1",
		"calendar moved/20261026T130000Z meeting 2026-10-27T15:00:00Z, attendee Ann Alt, organizer Olga Berg 2/1",
		"calendar moved/20261109T140000Z meeting 2026-11-09T14:00:00Z, attendee Ann Alt, organizer Olga Berg 2/1",
		"calendar new meeting 2026-07-03T10:00:00Z, attendee New One, organizer Olga Berg 2/1",
		"calendar outlook video 2026-07-01T08:00:00Z, attendee Ann Alt, organizer Olga Berg 2/1",
		"calendar plain meeting 2026-10-01T10:00:00Z, attendee Ann Alt, organizer Olga Berg 3/2",
		"calendar winter meeting 2026-02-01T09:00:00Z, attendee Ann Alt, organizer Olga Berg 2/1",
	}, took(t))
	requireSecrets(t, rejects)
	before := everything(t)
	again, _ := importing(t, s, dir, unknownPeople, from("another"))
	require.Equal(t, []ingest.Counts{{Kind: "interactions", Unchanged: 9, Rejected: 3}}, again.Kinds)
	require.Equal(t, before, everything(t))
}

func TestCalendarsAreBounded(t *testing.T) {
	s := storetest.Empty(t)
	importing(t, s, folder(t, mailUsers))
	text := ics(
		"UID:daily\nDTSTART:20000101T100000Z\nRRULE:FREQ=DAILY"+withAnn,
		"UID:never\nDTSTART:20000101T100000Z\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"+withAnn,
		"UID:often\nDTSTART:20200101T100000Z\nRRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5,6,7,8,9;BYMINUTE=1,2,3,4,5,6,7,8,9;BYSECOND=1,2,3,4,5,6,7,8,9"+withAnn,
		"UID:long\nDTSTART:20261001T100000Z\nLOCATION:"+strings.Repeat(strings.Repeat("x", 70)+"\n ", 70_000)+withAnn,
		"UID:broken\nDTSTART:20261001T100000Z\nATTENDEE;CN=\"never closed:mailto:ann@acme.example",
	)
	cut := append(bytes.TrimSuffix(text, []byte("END:VCALENDAR\r\n")), "BEGIN:VEVENT\r\nUID:cut\r\nATTENDEE:mailto:ann@ac"...)
	summary, rejects := importing(t, s, file(t, "calendar.ics", cut))
	require.Equal(t, []ingest.Counts{{Kind: "interactions", Created: 1000, Rejected: 4}}, summary.Kinds)
	require.Equal(t, []string{",cannot be read", ",is longer than 4 MiB", ",the calendar ends in the middle of it", "at,it recurs too often"}, sorted(reasons(rejects)))
	require.Equal(t, []string{"2024-02-25 2026-11-20"}, lines(t, `MATCH (i:Interaction) RETURN toString(date(min(i.at))) + ' ' + toString(date(max(i.at)))`))
}

// reasons are column and reason of the lines of a rejects file.
func reasons(rejects []string) []string {
	var all []string
	for _, line := range rejects {
		all = append(all, strings.TrimRight(strings.SplitN(line, ",", 3)[2], ","))
	}
	return all
}

// Random calendars, as a library writes them, have the meetings that the same library reckons.
func TestRandomCalendars(t *testing.T) {
	s := storetest.Empty(t)
	importing(t, s, folder(t, mailUsers))
	now := day.Time().Add(time.Hour)
	round := 0
	rapid.Check(t, func(rt *rapid.T) {
		round++
		c := ical.NewCalendar()
		c.Props.SetText(ical.PropVersion, "2.0")
		c.Props.SetText(ical.PropProductID, "-//test//EN")
		want := []string{}
		for i := range rapid.IntRange(1, 5).Draw(rt, "events") {
			place, err := time.LoadLocation(rapid.SampledFrom([]string{"Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"}).Draw(rt, "zone"))
			require.NoError(t, err)
			start := time.Date(2026, 1, 1, 12, 0, 0, 0, place).AddDate(0, 0, rapid.IntRange(-1000, 300).Draw(rt, "day"))
			e := ical.NewEvent()
			uid := fmt.Sprintf("%d.%d", round, i)
			e.Props.SetText(ical.PropUID, uid)
			e.Props.SetDateTime(ical.PropDateTimeStamp, start)
			e.Props.SetDateTime(ical.PropDateTimeStart, start)
			e.Props.SetText(ical.PropSummary, secret)
			for _, a := range []string{"olga@us.example", "otto@us.example"} {
				attendee := ical.NewProp(ical.PropAttendee)
				attendee.Value = "mailto:" + a
				e.Props.Add(attendee)
			}
			if !rapid.Bool().Draw(rt, "recurs") {
				want = append(want, fmt.Sprintf("%s %s", uid, start.UTC().Format(time.RFC3339)))
			} else {
				rule := rrule.ROption{Freq: rapid.SampledFrom([]rrule.Frequency{rrule.DAILY, rrule.WEEKLY, rrule.MONTHLY}).Draw(rt, "rule"),
					Interval: rapid.IntRange(1, 5).Draw(rt, "interval"), Count: rapid.IntRange(1, 40).Draw(rt, "count")}
				e.Props.SetRecurrenceRule(&rule)
				set, err := e.RecurrenceSet(place)
				require.NoError(t, err)
				for _, at := range set.All() {
					if !at.After(now) {
						want = append(want, fmt.Sprintf("%s/%s %s", uid, at.UTC().Format("20060102T150405Z"), at.UTC().Format(time.RFC3339)))
					}
				}
			}
			c.Children = append(c.Children, e.Component)
		}
		var text bytes.Buffer
		require.NoError(t, ical.NewEncoder(&text).Encode(c))
		_, rejects := importing(t, s, file(t, "random.ics", text.Bytes()))
		require.Empty(t, rejects)
		have := lines(t, fmt.Sprintf(`MATCH (i:Interaction) WHERE i.externalId STARTS WITH '%d.'
			RETURN i.externalId + ' ' + replace(toString(i.at), '[UTC]', '') AS line`, round))
		require.Equal(t, strings.Join(sorted(want), "\n"), strings.Join(sorted(have), "\n"))
	})
	requireSecrets(t, nil)
}
