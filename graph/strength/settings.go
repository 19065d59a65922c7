package strength

// The settings of the model, all in one place. Weights have no unit; half-lives and years are in days.
const (
	Year = 365.25 // in days

	// An interaction's weight by its kind (after Dynamics 365, Connect The Dots: meeting in person over call over mail).
	weightMeeting = 5.0
	weightVideo   = 3.0
	weightCall    = 2.0
	weightWritten = 1.0 // mail, message

	// A tie by interactions halves in its evidence after so many days (Google's interactions rank), later for an old tie (Burt: old
	// bridges decay slower): the half-life grows linearly while the first interaction gets older, up to seasonedYears.
	halfLife         = 90.0
	halfLifeSeasoned = 180.0
	seasonedYears    = 5.0

	// MostOthers is how many other people an interaction may have and still say something about two of them.
	MostOthers = 10

	// How much weight makes a tie: 1 − e^(−w/saturation) (after Affinity's 0 to 1 scale).
	saturation = 8.0
	// What one-way mail and messages can be worth at most (Connect The Dots: as good as nothing).
	oneWayCap = .15

	// What a person's word is worth when it is said; it halves with each year.
	saidWeak     = .2
	saidFamiliar = .5
	saidStrong   = .8

	// Employment in common: what it is worth at once, with each year, and at most; half of that in a large account.
	overlapBase    = .10
	overlapPerYear = .05
	overlapCap     = .35
	// LargeAccount is how many people an account has at most in which people who work together are taken to meet.
	LargeAccount = 1_000

	// Bands, for those who see how strong a tie is and not why: about halfway between what is worth a said weak, familiar and strong.
	bandStrong   = .6
	bandFamiliar = .3

	// ReportingLine is what a direct solid reporting line in force is worth.
	ReportingLine = .35
	// Relation is what a declared relation is worth whose type says that the two know each other.
	Relation = .10
)
