package strength

import "math"

// Direction is which of the two people an interaction comes from.
type Direction uint8

// Directions.
const (
	Forth Direction = iota // from the first of the two to the second
	Back                   // from the second to the first
	Both                   // calls, videos and meetings
)

// Kind is the kind of an interaction.
type Kind uint8

// Kinds, as the model lists them.
const (
	Email Kind = iota
	Call
	Video
	Meeting
	Message
)

// weights are those of the kinds, in their order.
var weights = [...]float64{weightWritten, weightCall, weightVideo, weightMeeting, weightWritten}

// Interaction is one between the two people of a tie.
type Interaction struct {
	Day       int // its UTC day
	Kind      Kind
	Direction Direction
	Outside   int // how many of those who took part are not our users
}

// Weight is what an interaction weighs on a day: its kind's weight over √max(1, outside), halving with each half-life (in days); 0 in the
// future.
func (i Interaction) Weight(day int, halfLife float64) float64 {
	if i.Day > day {
		return 0
	}
	return weights[i.Kind] / math.Sqrt(float64(max(1, i.Outside))) * math.Exp2(-float64(day-i.Day)/halfLife)
}

// Interacted is what the interactions of two people say of their tie on a day.
type Interacted struct {
	Strength    float64 // 0 to 1
	Counted     int     // interactions that weigh anything
	Weight      float64 // of all together
	Reciprocity float64 // 2·min(forth, back)/(forth+back), 0 to 1
	HalfLife    float64 // days
	First, Last int     // days of the first and the last one counted
}

// Interactions weighs the interactions of two people on a day. One that is in the future weighs nothing. The strength is
// (1 − e^(−Σw/8)) · (.5 + .5·R), at most .15 where R is 0; R counts mails and messages by their direction, all else for both. The half-life is 90
// days, rising linearly to 180 for a tie whose first interaction is five years old.
func Interactions(all []Interaction, day int) Interacted {
	var r Interacted
	forth, back := 0, 0
	for _, i := range all {
		if i.Day > day {
			continue
		}
		if r.Counted == 0 || i.Day < r.First {
			r.First = i.Day
		}
		if r.Counted == 0 || i.Day > r.Last {
			r.Last = i.Day
		}
		r.Counted++
		if i.Direction != Back {
			forth++
		}
		if i.Direction != Forth {
			back++
		}
	}
	if r.Counted == 0 {
		return r
	}
	r.Reciprocity = 2 * float64(min(forth, back)) / float64(forth+back)
	r.HalfLife = halfLife + (halfLifeSeasoned-halfLife)*min(1, float64(day-r.First)/(seasonedYears*Year))
	for _, i := range all {
		r.Weight += i.Weight(day, r.HalfLife)
	}
	r.Strength = (1 - math.Exp(-r.Weight/saturation)) * (.5 + .5*r.Reciprocity)
	if r.Reciprocity == 0 {
		r.Strength = min(r.Strength, oneWayCap)
	}
	return r
}
