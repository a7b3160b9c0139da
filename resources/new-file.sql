CREATE TABLE "badge" (
	id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	years INTEGER NOT NULL, 
	awarded_on DATE, 
	decision_number VARCHAR(40), 
	decision_on DATE, 
	note VARCHAR(200), 
	CONSTRAINT ck_badge_years_of_a_badge CHECK (years > 0), 
	CONSTRAINT fk_badge_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT pk_badge PRIMARY KEY (id)
);

CREATE TABLE "former_residence" (
	id INTEGER NOT NULL, 
	reorganization_id INTEGER, 
	member_id INTEGER NOT NULL, 
	village_id INTEGER, 
	until DATE NOT NULL, 
	CONSTRAINT fk_former_residence_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_former_residence_reorganization_id_reorganization FOREIGN KEY(reorganization_id) REFERENCES reorganization (id), 
	CONSTRAINT fk_former_residence_village_id_village FOREIGN KEY(village_id) REFERENCES village (id), 
	CONSTRAINT pk_former_residence PRIMARY KEY (id)
);

CREATE TABLE "meeting_rule" (
	id INTEGER NOT NULL, 
	effective_from DATE NOT NULL, 
	document VARCHAR(200) NOT NULL, 
	target DOUBLE NOT NULL, 
	comparator VARCHAR(24) NOT NULL, 
	excluded_duties VARCHAR(200) NOT NULL, 
	counts_guests BOOLEAN NOT NULL, 
	several_meetings VARCHAR(24) NOT NULL, 
	good_from DOUBLE NOT NULL, 
	fair_from DOUBLE NOT NULL, 
	average_from DOUBLE NOT NULL, 
	minutes_regular INTEGER NOT NULL, 
	minutes_combined INTEGER NOT NULL, 
	due_day INTEGER NOT NULL, 
	large_from INTEGER, 
	minutes_large INTEGER DEFAULT '120' NOT NULL, 
	thematic_per_quarter INTEGER DEFAULT '1' NOT NULL, 
	notice_days INTEGER, 
	result_days INTEGER, 
	unexcused_notice INTEGER DEFAULT '2' NOT NULL, 
	unexcused_alarm INTEGER DEFAULT '3' NOT NULL, 
	excused_running INTEGER DEFAULT '3' NOT NULL, 
	months_below INTEGER DEFAULT '2' NOT NULL, 
	CONSTRAINT ck_meeting_rule_alarms_in_order CHECK (unexcused_alarm >= unexcused_notice), 
	CONSTRAINT ck_meeting_rule_classes_in_order CHECK (good_from > fair_from AND fair_from > average_from), 
	CONSTRAINT ck_meeting_rule_due_day_of_month CHECK (due_day BETWEEN 1 AND 31), 
	CONSTRAINT ck_meeting_rule_target_percent CHECK (target BETWEEN 0 AND 100), 
	CONSTRAINT pk_meeting_rule PRIMARY KEY (id), 
	CONSTRAINT uq_meeting_rule_effective_from UNIQUE (effective_from)
);

CREATE TABLE "membership_rule" (
	id INTEGER NOT NULL, 
	effective_from DATE NOT NULL, 
	document VARCHAR(200) NOT NULL, 
	least_age INTEGER NOT NULL, 
	most_age INTEGER NOT NULL, 
	introducer_months INTEGER NOT NULL, 
	readmission_months INTEGER NOT NULL, 
	certificate_months INTEGER NOT NULL, 
	certificate_notice_months INTEGER NOT NULL, 
	ceremony_days INTEGER NOT NULL, 
	consider_days INTEGER NOT NULL, 
	transfer_days INTEGER NOT NULL, 
	probation_months INTEGER NOT NULL, 
	least_official INTEGER NOT NULL, 
	youth_age INTEGER NOT NULL, 
	badge_years VARCHAR(200) NOT NULL, 
	badge_waves VARCHAR(200) NOT NULL, 
	CONSTRAINT ck_membership_rule_ages_in_order CHECK (least_age < most_age), 
	CONSTRAINT pk_membership_rule PRIMARY KEY (id), 
	CONSTRAINT uq_membership_rule_effective_from UNIQUE (effective_from)
);

CREATE TABLE "snapshot" (
	id INTEGER NOT NULL, 
	report_key VARCHAR(60) NOT NULL, 
	title VARCHAR(200) NOT NULL, 
	asked VARCHAR(40) NOT NULL, 
	about VARCHAR(200) NOT NULL, 
	as_of DATE NOT NULL, 
	made_at DATETIME NOT NULL, 
	made_by VARCHAR(60) NOT NULL, 
	program VARCHAR(20) NOT NULL, 
	rules JSON NOT NULL, 
	file_name VARCHAR(200) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	content BLOB NOT NULL, 
	by_hand JSON NOT NULL, 
	CONSTRAINT pk_snapshot PRIMARY KEY (id)
);

CREATE TABLE "training_class" (
	id INTEGER NOT NULL, 
	kind_id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	first_day DATE NOT NULL, 
	last_day DATE, 
	place VARCHAR(200), 
	note VARCHAR(500), 
	heads INTEGER, 
	women INTEGER, 
	minority INTEGER, 
	certified INTEGER, 
	CONSTRAINT ck_training_class_ends_after_it_starts CHECK (last_day >= first_day), 
	CONSTRAINT ck_training_class_heads_of_whom CHECK (heads > 0 AND women BETWEEN 0 AND heads AND minority BETWEEN 0 AND heads AND certified BETWEEN 0 AND heads), 
	CONSTRAINT fk_training_class_kind_id_code_item FOREIGN KEY(kind_id) REFERENCES code_item (id), 
	CONSTRAINT pk_training_class PRIMARY KEY (id)
);

CREATE TABLE assignment (
	id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	village_id INTEGER NOT NULL, 
	task VARCHAR(24) NOT NULL, 
	group_name VARCHAR(200), 
	households INTEGER, 
	since DATE, 
	until DATE, 
	CONSTRAINT ck_assignment_ends_after_it_starts CHECK (until >= since), 
	CONSTRAINT ck_assignment_households_count CHECK (households >= 0), 
	CONSTRAINT fk_assignment_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_assignment_village_id_village FOREIGN KEY(village_id) REFERENCES village (id), 
	CONSTRAINT pk_assignment PRIMARY KEY (id)
);

CREATE TABLE attendance (
	id INTEGER NOT NULL, 
	meeting_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	line INTEGER NOT NULL, 
	full_name VARCHAR(100) NOT NULL, 
	standing VARCHAR(24) NOT NULL, 
	duty VARCHAR(24) NOT NULL, 
	mark VARCHAR(24) NOT NULL, 
	reason VARCHAR(200), 
	CONSTRAINT fk_attendance_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT fk_attendance_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT pk_attendance PRIMARY KEY (id), 
	CONSTRAINT uq_attendance_person UNIQUE (meeting_id, member_id)
);

CREATE TABLE body_commendation (
	id INTEGER NOT NULL, 
	cell_id INTEGER, 
	organization_id INTEGER, 
	kind_id INTEGER NOT NULL, 
	title VARCHAR(200), 
	awarded_on VARCHAR(10), 
	decision_number VARCHAR(40), 
	level_id INTEGER, 
	CONSTRAINT ck_body_commendation_one_body CHECK ((cell_id IS NULL) <> (organization_id IS NULL)), 
	CONSTRAINT fk_body_commendation_cell_id_cell FOREIGN KEY(cell_id) REFERENCES cell (id), 
	CONSTRAINT fk_body_commendation_kind_id_code_item FOREIGN KEY(kind_id) REFERENCES code_item (id), 
	CONSTRAINT fk_body_commendation_level_id_code_item FOREIGN KEY(level_id) REFERENCES code_item (id), 
	CONSTRAINT fk_body_commendation_organization_id_organization FOREIGN KEY(organization_id) REFERENCES organization (id), 
	CONSTRAINT pk_body_commendation PRIMARY KEY (id)
);

CREATE TABLE body_discipline (
	id INTEGER NOT NULL, 
	cell_id INTEGER, 
	organization_id INTEGER, 
	form_id INTEGER NOT NULL, 
	content VARCHAR(500), 
	issuer VARCHAR(200), 
	decision_number VARCHAR(40), 
	decision_on DATE, 
	effective_on DATE NOT NULL, 
	ends_on DATE, 
	CONSTRAINT ck_body_discipline_ends_after_it_starts CHECK (ends_on >= effective_on), 
	CONSTRAINT ck_body_discipline_one_body CHECK ((cell_id IS NULL) <> (organization_id IS NULL)), 
	CONSTRAINT fk_body_discipline_cell_id_cell FOREIGN KEY(cell_id) REFERENCES cell (id), 
	CONSTRAINT fk_body_discipline_form_id_code_item FOREIGN KEY(form_id) REFERENCES code_item (id), 
	CONSTRAINT fk_body_discipline_organization_id_organization FOREIGN KEY(organization_id) REFERENCES organization (id), 
	CONSTRAINT pk_body_discipline PRIMARY KEY (id)
);

CREATE TABLE body_rating (
	id INTEGER NOT NULL, 
	cell_id INTEGER, 
	organization_id INTEGER, 
	year INTEGER NOT NULL, 
	quarter INTEGER NOT NULL, 
	own_rating VARCHAR(24), 
	committee_rating VARCHAR(24), 
	decision_number VARCHAR(40), 
	decided_on DATE, 
	note VARCHAR(200), 
	CONSTRAINT ck_body_rating_one_body CHECK ((cell_id IS NULL) <> (organization_id IS NULL)), 
	CONSTRAINT ck_body_rating_quarter_of_a_year CHECK (quarter BETWEEN 0 AND 4), 
	CONSTRAINT fk_body_rating_cell_id_cell FOREIGN KEY(cell_id) REFERENCES cell (id), 
	CONSTRAINT fk_body_rating_organization_id_organization FOREIGN KEY(organization_id) REFERENCES organization (id), 
	CONSTRAINT pk_body_rating PRIMARY KEY (id), 
	CONSTRAINT uq_body_rating_cell UNIQUE (cell_id, year, quarter), 
	CONSTRAINT uq_body_rating_organization UNIQUE (organization_id, year, quarter)
);

CREATE TABLE candidate (
	id INTEGER NOT NULL, 
	full_name VARCHAR(100) NOT NULL, 
	name_fold VARCHAR(100) NOT NULL, 
	name_sort VARCHAR(400) NOT NULL, 
	gender VARCHAR(24), 
	born_on VARCHAR(10), 
	ethnic_id INTEGER, 
	religion_id INTEGER, 
	education_id INTEGER, 
	professional_id INTEGER, 
	village_id INTEGER, 
	cell_id INTEGER NOT NULL, 
	occupation VARCHAR(100), 
	is_youth_member BOOLEAN NOT NULL, 
	former_id INTEGER, 
	helper1_id INTEGER, 
	helper2_id INTEGER, 
	introducer1_id INTEGER, 
	introducer2_id INTEGER, 
	member_id INTEGER, 
	listed_on DATE NOT NULL, 
	certificate_number VARCHAR(40), 
	certificate_on DATE, 
	proposed_on DATE, 
	filed_on DATE, 
	decision_number VARCHAR(40), 
	decision_on DATE, 
	ceremony_on DATE, 
	left_on DATE, 
	left_reason VARCHAR(200), 
	note VARCHAR(500), 
	CONSTRAINT ck_candidate_admitted_or_left CHECK (member_id IS NULL OR left_on IS NULL), 
	CONSTRAINT ck_candidate_ceremony_after_decision CHECK (ceremony_on >= decision_on), 
	CONSTRAINT ck_candidate_name_length CHECK (length(full_name) BETWEEN 1 AND 100), 
	CONSTRAINT fk_candidate_cell_id_cell FOREIGN KEY(cell_id) REFERENCES cell (id), 
	CONSTRAINT fk_candidate_education_id_code_item FOREIGN KEY(education_id) REFERENCES code_item (id), 
	CONSTRAINT fk_candidate_ethnic_id_code_item FOREIGN KEY(ethnic_id) REFERENCES code_item (id), 
	CONSTRAINT fk_candidate_former_id_member FOREIGN KEY(former_id) REFERENCES member (id), 
	CONSTRAINT fk_candidate_helper1_id_member FOREIGN KEY(helper1_id) REFERENCES member (id), 
	CONSTRAINT fk_candidate_helper2_id_member FOREIGN KEY(helper2_id) REFERENCES member (id), 
	CONSTRAINT fk_candidate_introducer1_id_member FOREIGN KEY(introducer1_id) REFERENCES member (id), 
	CONSTRAINT fk_candidate_introducer2_id_member FOREIGN KEY(introducer2_id) REFERENCES member (id), 
	CONSTRAINT fk_candidate_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_candidate_professional_id_code_item FOREIGN KEY(professional_id) REFERENCES code_item (id), 
	CONSTRAINT fk_candidate_religion_id_code_item FOREIGN KEY(religion_id) REFERENCES code_item (id), 
	CONSTRAINT fk_candidate_village_id_village FOREIGN KEY(village_id) REFERENCES village (id), 
	CONSTRAINT pk_candidate PRIMARY KEY (id)
);

CREATE TABLE card_issue (
	id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	issued_on VARCHAR(10) NOT NULL, 
	decision_number VARCHAR(40), 
	note VARCHAR(200), 
	CONSTRAINT fk_card_issue_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT pk_card_issue PRIMARY KEY (id)
);

CREATE TABLE cell (
	id INTEGER NOT NULL, 
	organization_id INTEGER, 
	kind_id INTEGER, 
	name VARCHAR(200) NOT NULL, 
	name_fold VARCHAR(200) NOT NULL, 
	code VARCHAR(18), 
	place VARCHAR(200), 
	sort_order INTEGER NOT NULL, 
	valid_from DATE, 
	valid_to DATE, 
	CONSTRAINT ck_cell_ends_after_it_starts CHECK (valid_to >= valid_from), 
	CONSTRAINT fk_cell_kind_id_code_item FOREIGN KEY(kind_id) REFERENCES code_item (id), 
	CONSTRAINT fk_cell_organization_id_organization FOREIGN KEY(organization_id) REFERENCES organization (id), 
	CONSTRAINT pk_cell PRIMARY KEY (id)
);

CREATE TABLE cell_village (
	id INTEGER NOT NULL, 
	cell_id INTEGER NOT NULL, 
	village_id INTEGER NOT NULL, 
	since DATE, 
	until DATE, 
	CONSTRAINT ck_cell_village_ends_after_it_starts CHECK (until >= since), 
	CONSTRAINT fk_cell_village_cell_id_cell FOREIGN KEY(cell_id) REFERENCES cell (id), 
	CONSTRAINT fk_cell_village_village_id_village FOREIGN KEY(village_id) REFERENCES village (id), 
	CONSTRAINT pk_cell_village PRIMARY KEY (id)
);

CREATE TABLE change (
	id INTEGER NOT NULL, 
	step_id INTEGER NOT NULL, 
	table_name VARCHAR(40) NOT NULL, 
	row_id INTEGER NOT NULL, 
	"before" JSON, 
	"after" JSON, 
	CONSTRAINT fk_change_step_id_step FOREIGN KEY(step_id) REFERENCES step (id), 
	CONSTRAINT pk_change PRIMARY KEY (id)
);

CREATE TABLE class_participant (
	id INTEGER NOT NULL, 
	class_id INTEGER NOT NULL, 
	candidate_id INTEGER, 
	member_id INTEGER, 
	certificate_number VARCHAR(40), 
	certificate_on DATE, 
	CONSTRAINT ck_class_participant_one_person CHECK ((candidate_id IS NULL) <> (member_id IS NULL)), 
	CONSTRAINT fk_class_participant_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id), 
	CONSTRAINT fk_class_participant_class_id_training_class FOREIGN KEY(class_id) REFERENCES training_class (id), 
	CONSTRAINT fk_class_participant_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT pk_class_participant PRIMARY KEY (id), 
	CONSTRAINT uq_class_participant_candidate UNIQUE (class_id, candidate_id), 
	CONSTRAINT uq_class_participant_member UNIQUE (class_id, member_id)
);

CREATE TABLE code_item (
	id INTEGER NOT NULL, 
	list_name VARCHAR(40) NOT NULL, 
	code VARCHAR(24) NOT NULL, 
	label VARCHAR(200) NOT NULL, 
	form_order INTEGER NOT NULL, 
	is_active BOOLEAN NOT NULL, valid_from DATE, valid_to DATE, is_unchecked BOOLEAN NOT NULL DEFAULT 0, 
	CONSTRAINT pk_code_item PRIMARY KEY (id), 
	CONSTRAINT uq_code_item_code UNIQUE (list_name, code)
);

CREATE TABLE commendation (
	id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	kind_id INTEGER NOT NULL, 
	title VARCHAR(200), 
	awarded_on VARCHAR(10), 
	decision_number VARCHAR(40), 
	level_id INTEGER, 
	CONSTRAINT fk_commendation_kind_id_code_item FOREIGN KEY(kind_id) REFERENCES code_item (id), 
	CONSTRAINT fk_commendation_level_id_code_item FOREIGN KEY(level_id) REFERENCES code_item (id), 
	CONSTRAINT fk_commendation_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT pk_commendation PRIMARY KEY (id)
);

CREATE TABLE committee_post (
	id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	organization_id INTEGER, 
	role VARCHAR(24) NOT NULL, 
	since DATE, 
	until DATE, 
	decision_number VARCHAR(40), 
	decision_on DATE, 
	note VARCHAR(200), dismissal_id INTEGER CONSTRAINT fk_committee_post_dismissal_id_discipline REFERENCES discipline (id), 
	CONSTRAINT ck_committee_post_ends_after_it_starts CHECK (until >= since), 
	CONSTRAINT fk_committee_post_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_committee_post_organization_id_organization FOREIGN KEY(organization_id) REFERENCES organization (id), 
	CONSTRAINT pk_committee_post PRIMARY KEY (id)
);

CREATE TABLE course (
	id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	kind_id INTEGER, 
	name VARCHAR(200) NOT NULL, 
	school VARCHAR(200), 
	first_on VARCHAR(10), 
	last_on VARCHAR(10), 
	study_form VARCHAR(60), 
	certificate VARCHAR(200), 
	CONSTRAINT fk_course_kind_id_code_item FOREIGN KEY(kind_id) REFERENCES code_item (id), 
	CONSTRAINT fk_course_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT pk_course PRIMARY KEY (id)
);

CREATE TABLE different_people (
	id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	other_id INTEGER NOT NULL, 
	noted_on DATE NOT NULL, 
	CONSTRAINT ck_different_people_two_people CHECK (member_id <> other_id), 
	CONSTRAINT fk_different_people_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_different_people_other_id_member FOREIGN KEY(other_id) REFERENCES member (id), 
	CONSTRAINT pk_different_people PRIMARY KEY (id), 
	CONSTRAINT uq_different_people_member_id UNIQUE (member_id, other_id)
);

CREATE TABLE discipline (
	id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	form_id INTEGER NOT NULL, 
	content VARCHAR(500), 
	issuer VARCHAR(200), 
	decision_number VARCHAR(40), 
	decision_on DATE, 
	effective_on DATE NOT NULL, 
	ends_on DATE, event_id INTEGER CONSTRAINT fk_discipline_event_id_event REFERENCES event (id), 
	CONSTRAINT ck_discipline_ends_after_it_starts CHECK (ends_on >= effective_on), 
	CONSTRAINT fk_discipline_form_id_code_item FOREIGN KEY(form_id) REFERENCES code_item (id), 
	CONSTRAINT fk_discipline_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT pk_discipline PRIMARY KEY (id)
);

CREATE TABLE event (
	id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	effective_on DATE NOT NULL, 
	is_day_known BOOLEAN NOT NULL, 
	cell_id INTEGER, 
	standing VARCHAR(24), 
	duty VARCHAR(24), 
	scope VARCHAR(24), 
	place VARCHAR(200), 
	decision_number VARCHAR(40), 
	decision_on DATE, 
	reason VARCHAR(200), ceremony_on DATE, confirmed_on DATE, flaw VARCHAR(24), is_month_known BOOLEAN, first_introducer VARCHAR(200), second_introducer VARCHAR(200), 
	CONSTRAINT fk_event_cell_id_cell FOREIGN KEY(cell_id) REFERENCES cell (id), 
	CONSTRAINT fk_event_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT pk_event PRIMARY KEY (id)
);

CREATE TABLE former (
	id INTEGER NOT NULL, 
	reorganization_id INTEGER, 
	cell_id INTEGER, 
	organization_id INTEGER, 
	name VARCHAR(200) NOT NULL, 
	parent_id INTEGER, 
	until DATE NOT NULL, 
	CONSTRAINT ck_former_one_body CHECK ((cell_id IS NULL) <> (organization_id IS NULL)), 
	CONSTRAINT fk_former_cell_id_cell FOREIGN KEY(cell_id) REFERENCES cell (id), 
	CONSTRAINT fk_former_organization_id_organization FOREIGN KEY(organization_id) REFERENCES organization (id), 
	CONSTRAINT fk_former_parent_id_organization FOREIGN KEY(parent_id) REFERENCES organization (id), 
	CONSTRAINT fk_former_reorganization_id_reorganization FOREIGN KEY(reorganization_id) REFERENCES reorganization (id), 
	CONSTRAINT pk_former PRIMARY KEY (id)
);

CREATE TABLE former_name (
	id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	full_name VARCHAR(100) NOT NULL, 
	until DATE NOT NULL, 
	decision_number VARCHAR(40), 
	decision_on DATE, 
	note VARCHAR(200), 
	CONSTRAINT fk_former_name_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT pk_former_name PRIMARY KEY (id)
);

CREATE TABLE holiday (
	id INTEGER NOT NULL, 
	year INTEGER, 
	month INTEGER NOT NULL, 
	day INTEGER NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	is_off BOOLEAN NOT NULL, 
	CONSTRAINT ck_holiday_day_of_a_month CHECK (day BETWEEN 1 AND 31), 
	CONSTRAINT ck_holiday_month_of_a_year CHECK (month BETWEEN 1 AND 12), 
	CONSTRAINT pk_holiday PRIMARY KEY (id)
);

CREATE TABLE meeting (
	id INTEGER NOT NULL, 
	cell_id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	form VARCHAR(24), 
	state VARCHAR(24) NOT NULL, 
	year INTEGER NOT NULL, 
	month INTEGER NOT NULL, 
	held_on DATE NOT NULL, 
	starts_at TIME, 
	ends_at TIME, 
	place VARCHAR(200), 
	chair_id INTEGER, 
	secretary_id INTEGER, 
	superior_guest VARCHAR(200), 
	is_thematic_combined BOOLEAN NOT NULL, 
	score DOUBLE, 
	quality VARCHAR(24), 
	deduction_note VARCHAR(500), 
	note VARCHAR(500), self_class VARCHAR(24), decided_on DATE, 
	CONSTRAINT ck_meeting_month_of_year CHECK (month BETWEEN 1 AND 12), 
	CONSTRAINT ck_meeting_score_frame CHECK (score BETWEEN 0 AND 100), 
	CONSTRAINT fk_meeting_cell_id_cell FOREIGN KEY(cell_id) REFERENCES cell (id), 
	CONSTRAINT fk_meeting_chair_id_member FOREIGN KEY(chair_id) REFERENCES member (id), 
	CONSTRAINT fk_meeting_secretary_id_member FOREIGN KEY(secretary_id) REFERENCES member (id), 
	CONSTRAINT pk_meeting PRIMARY KEY (id)
);

CREATE TABLE meeting_line (
	id INTEGER NOT NULL, 
	meeting_id INTEGER NOT NULL, 
	part VARCHAR(24) NOT NULL, 
	line INTEGER NOT NULL, 
	member_id INTEGER, 
	text VARCHAR(2000) NOT NULL, 
	CONSTRAINT fk_meeting_line_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT fk_meeting_line_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT pk_meeting_line PRIMARY KEY (id)
);

CREATE TABLE meeting_task (
	id INTEGER NOT NULL, 
	meeting_id INTEGER NOT NULL, 
	line INTEGER NOT NULL, 
	text VARCHAR(1000) NOT NULL, 
	due_on DATE, 
	CONSTRAINT fk_meeting_task_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT pk_meeting_task PRIMARY KEY (id)
);

CREATE TABLE meeting_vote (
	id INTEGER NOT NULL, 
	meeting_id INTEGER NOT NULL, 
	line INTEGER NOT NULL, 
	subject VARCHAR(500) NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	base INTEGER, 
	in_favour INTEGER, 
	against INTEGER, 
	other INTEGER, 
	CONSTRAINT ck_meeting_vote_votes_not_negative CHECK (in_favour >= 0 AND against >= 0 AND other >= 0), 
	CONSTRAINT ck_meeting_vote_votes_within_base CHECK (in_favour + against + other <= base), 
	CONSTRAINT fk_meeting_vote_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT pk_meeting_vote PRIMARY KEY (id)
);

CREATE TABLE member (
	id INTEGER NOT NULL, 
	full_name VARCHAR(100) NOT NULL, 
	name_fold VARCHAR(100) NOT NULL, 
	name_sort VARCHAR(400) NOT NULL, 
	initials VARCHAR(40) NOT NULL, 
	other_name VARCHAR(100), 
	gender VARCHAR(24), 
	born_on VARCHAR(10), 
	ethnic_id INTEGER, 
	religion_id INTEGER, 
	citizen_id VARCHAR(12), 
	card_number VARCHAR(12), 
	old_card_number VARCHAR(10), 
	dossier_number VARCHAR(10), 
	admitted_on VARCHAR(10), 
	official_on VARCHAR(10), 
	education_id INTEGER, 
	professional_id INTEGER, 
	theory_id INTEGER, 
	village_id INTEGER, 
	home_town VARCHAR(200), 
	address VARCHAR(200), 
	phone VARCHAR(20), 
	external_id VARCHAR(40), 
	note VARCHAR(500), schooling VARCHAR(20), card_issuer VARCHAR(200), card_issued_on VARCHAR(10), old_identity_number VARCHAR(12), birth_country VARCHAR(60), birth_province VARCHAR(60), birth_place VARCHAR(200), home_country VARCHAR(60), home_province VARCHAR(60), permanent_country VARCHAR(60), permanent_province VARCHAR(60), permanent_address VARCHAR(200), party_age_from VARCHAR(10), party_age_reason VARCHAR(200), admission_decided_on VARCHAR(10), admission_ceremony_on VARCHAR(10), admission_cell VARCHAR(200), recognition_cell VARCHAR(200), first_introducer VARCHAR(200), second_introducer VARCHAR(200), occupation VARCHAR(200), former_occupation VARCHAR(200), recruited_on VARCHAR(10), recruited_by VARCHAR(200), is_youth_union_member BOOLEAN, youth_union_on VARCHAR(10), other_organizations VARCHAR(200), enlisted_on VARCHAR(10), discharged_on VARCHAR(10), degree VARCHAR(200), foreign_language VARCHAR(200), computing VARCHAR(200), family_class VARCHAR(60), temporary_address VARCHAR(200), health VARCHAR(60), war_invalid_class VARCHAR(20), is_martyr_family BOOLEAN, is_merit_family BOOLEAN, is_business_owner BOOLEAN, has_foreign_spouse BOOLEAN, has_broken_family_planning BOOLEAN, legal_record VARCHAR(500), old_regime_work VARCHAR(500), occupation_id INTEGER CONSTRAINT fk_member_occupation_id_code_item REFERENCES code_item (id), academic_title_id INTEGER CONSTRAINT fk_member_academic_title_id_code_item REFERENCES code_item (id), birth_name VARCHAR(100), 
	CONSTRAINT ck_member_citizen_id_digits CHECK (citizen_id NOT GLOB '*[^0-9]*' AND length(citizen_id) = 12), 
	CONSTRAINT ck_member_name_length CHECK (length(full_name) BETWEEN 1 AND 100), 
	CONSTRAINT fk_member_education_id_code_item FOREIGN KEY(education_id) REFERENCES code_item (id), 
	CONSTRAINT fk_member_ethnic_id_code_item FOREIGN KEY(ethnic_id) REFERENCES code_item (id), 
	CONSTRAINT fk_member_professional_id_code_item FOREIGN KEY(professional_id) REFERENCES code_item (id), 
	CONSTRAINT fk_member_religion_id_code_item FOREIGN KEY(religion_id) REFERENCES code_item (id), 
	CONSTRAINT fk_member_theory_id_code_item FOREIGN KEY(theory_id) REFERENCES code_item (id), 
	CONSTRAINT fk_member_village_id_village FOREIGN KEY(village_id) REFERENCES village (id), 
	CONSTRAINT pk_member PRIMARY KEY (id)
);

CREATE TABLE month_closing (
	id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	month INTEGER NOT NULL, 
	edition INTEGER NOT NULL, 
	closed_at DATETIME NOT NULL, 
	closed_by VARCHAR(60) NOT NULL, 
	cells JSON NOT NULL, 
	reopened_at DATETIME, 
	reason VARCHAR(200), 
	CONSTRAINT ck_month_closing_edition_counts_from_one CHECK (edition >= 1), 
	CONSTRAINT ck_month_closing_month_of_year CHECK (month BETWEEN 1 AND 12), 
	CONSTRAINT pk_month_closing PRIMARY KEY (id), 
	CONSTRAINT uq_month_closing_edition UNIQUE (year, month, edition)
);

CREATE TABLE organization (
	id INTEGER NOT NULL, 
	parent_id INTEGER, 
	kind_id INTEGER, 
	name VARCHAR(200) NOT NULL, 
	code VARCHAR(18), 
	valid_from DATE, 
	valid_to DATE, 
	CONSTRAINT ck_organization_ends_after_it_starts CHECK (valid_to >= valid_from), 
	CONSTRAINT fk_organization_kind_id_code_item FOREIGN KEY(kind_id) REFERENCES code_item (id), 
	CONSTRAINT fk_organization_parent_id_organization FOREIGN KEY(parent_id) REFERENCES organization (id), 
	CONSTRAINT pk_organization PRIMARY KEY (id)
);

CREATE TABLE override (
	id INTEGER NOT NULL, 
	report_key VARCHAR(200) NOT NULL, 
	asked VARCHAR(200) NOT NULL, 
	about VARCHAR(200) NOT NULL, 
	sheet VARCHAR(200) NOT NULL, 
	row_number INTEGER NOT NULL, 
	column_number INTEGER NOT NULL, 
	line VARCHAR(200) NOT NULL, 
	heading VARCHAR(200) NOT NULL, 
	value VARCHAR(40) NOT NULL, 
	computed VARCHAR(40) NOT NULL, 
	reason VARCHAR(200) NOT NULL, 
	written_on DATE NOT NULL, words VARCHAR(200), 
	CONSTRAINT ck_override_has_a_reason CHECK (reason <> ''), 
	CONSTRAINT pk_override PRIMARY KEY (id), 
	CONSTRAINT uq_override_report_key UNIQUE (report_key, asked, sheet, row_number, column_number)
);

CREATE TABLE own_target (
	id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	unit VARCHAR(40), 
	first_day DATE NOT NULL, 
	last_day DATE NOT NULL, 
	planned DOUBLE NOT NULL, 
	is_ceiling BOOLEAN NOT NULL, 
	document VARCHAR(200), 
	note VARCHAR(500), 
	CONSTRAINT ck_own_target_ends_after_it_starts CHECK (last_day >= first_day), 
	CONSTRAINT pk_own_target PRIMARY KEY (id)
);

CREATE TABLE own_target_number (
	id INTEGER NOT NULL, 
	own_target_id INTEGER NOT NULL, 
	reached_on DATE, 
	actual DOUBLE NOT NULL, 
	CONSTRAINT fk_own_target_number_own_target_id_own_target FOREIGN KEY(own_target_id) REFERENCES own_target (id), 
	CONSTRAINT pk_own_target_number PRIMARY KEY (id)
);

CREATE TABLE paper (
	id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	cell_id INTEGER, 
	meeting_id INTEGER, 
	year INTEGER NOT NULL, 
	month INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	symbol VARCHAR(30) NOT NULL, 
	issued_on DATE NOT NULL, 
	title VARCHAR(300) NOT NULL, 
	file_name VARCHAR(255), 
	CONSTRAINT ck_paper_month_of_year CHECK (month BETWEEN 1 AND 12), 
	CONSTRAINT ck_paper_numbered_from_one CHECK (number >= 1), 
	CONSTRAINT fk_paper_cell_id_cell FOREIGN KEY(cell_id) REFERENCES cell (id), 
	CONSTRAINT fk_paper_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT pk_paper PRIMARY KEY (id)
);

CREATE TABLE post (
	id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	cell_id INTEGER NOT NULL, 
	position VARCHAR(24) NOT NULL, 
	since DATE, 
	until DATE, dismissal_id INTEGER CONSTRAINT fk_post_dismissal_id_discipline REFERENCES discipline (id), decision_number VARCHAR(40), decision_on DATE, 
	CONSTRAINT ck_post_ends_after_it_starts CHECK (until >= since), 
	CONSTRAINT fk_post_cell_id_cell FOREIGN KEY(cell_id) REFERENCES cell (id), 
	CONSTRAINT fk_post_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT pk_post PRIMARY KEY (id)
);

CREATE TABLE rating (
	id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	quarter INTEGER NOT NULL, 
	points DOUBLE, 
	cell_rating VARCHAR(24), 
	cell_rated_on DATE, 
	committee_rating VARCHAR(24), 
	committee_rated_on DATE, 
	state VARCHAR(24), 
	cause VARCHAR(24), 
	note VARCHAR(200), 
	CONSTRAINT ck_rating_a_level_or_a_state CHECK (state IS NULL OR (cell_rating IS NULL AND committee_rating IS NULL)), 
	CONSTRAINT ck_rating_points_of_a_hundred CHECK (points BETWEEN 0 AND 100), 
	CONSTRAINT ck_rating_quarter_of_a_year CHECK (quarter BETWEEN 0 AND 4), 
	CONSTRAINT fk_rating_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT pk_rating PRIMARY KEY (id)
);

CREATE TABLE rating_rule (
	id INTEGER NOT NULL, 
	effective_from DATE NOT NULL, 
	document VARCHAR(200) NOT NULL, 
	is_checked BOOLEAN NOT NULL, 
	is_old_wording BOOLEAN NOT NULL, 
	cap_percent INTEGER, 
	cap_base VARCHAR(24) NOT NULL, 
	excellent_from INTEGER, 
	is_exempt_left_out BOOLEAN NOT NULL, 
	is_suspended_left_out BOOLEAN NOT NULL, 
	newcomer_months INTEGER NOT NULL, 
	is_discipline_weighed BOOLEAN NOT NULL, cap_scope VARCHAR(24) DEFAULT 'commune' NOT NULL, 
	CONSTRAINT ck_rating_rule_cap_is_a_percentage CHECK (cap_percent BETWEEN 0 AND 100), 
	CONSTRAINT pk_rating_rule PRIMARY KEY (id), 
	CONSTRAINT uq_rating_rule_effective_from UNIQUE (effective_from)
);

CREATE TABLE reorganization (
	id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	effective_on DATE NOT NULL, 
	decision_number VARCHAR(40), 
	decision_on DATE, 
	note VARCHAR(200), 
	CONSTRAINT pk_reorganization PRIMARY KEY (id)
);

CREATE TABLE saved_form (
	id INTEGER NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_saved_form PRIMARY KEY (id), 
	CONSTRAINT uq_saved_form_name UNIQUE (name)
);

CREATE TABLE saved_list (
	id INTEGER NOT NULL, 
	name VARCHAR(50) NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_saved_list PRIMARY KEY (id), 
	CONSTRAINT uq_saved_list_name UNIQUE (name)
);

CREATE TABLE score_criterion (
	id INTEGER NOT NULL, 
	template_id INTEGER NOT NULL, 
	parent_id INTEGER, 
	line INTEGER NOT NULL, 
	text VARCHAR(300) NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	max_points DOUBLE, 
	source VARCHAR(24), 
	applies VARCHAR(24) NOT NULL, 
	must_be_max BOOLEAN NOT NULL, 
	CONSTRAINT ck_score_criterion_some_points CHECK (max_points > 0), 
	CONSTRAINT fk_score_criterion_parent_id_score_criterion FOREIGN KEY(parent_id) REFERENCES score_criterion (id), 
	CONSTRAINT fk_score_criterion_template_id_score_template FOREIGN KEY(template_id) REFERENCES score_template (id), 
	CONSTRAINT pk_score_criterion PRIMARY KEY (id)
);

CREATE TABLE score_mark (
	id INTEGER NOT NULL, 
	sheet_id INTEGER NOT NULL, 
	criterion_id INTEGER NOT NULL, 
	points DOUBLE, 
	reason VARCHAR(500), 
	is_by_hand BOOLEAN NOT NULL, 
	is_out BOOLEAN NOT NULL, 
	CONSTRAINT fk_score_mark_criterion_id_score_criterion FOREIGN KEY(criterion_id) REFERENCES score_criterion (id), 
	CONSTRAINT fk_score_mark_sheet_id_score_sheet FOREIGN KEY(sheet_id) REFERENCES score_sheet (id), 
	CONSTRAINT pk_score_mark PRIMARY KEY (id), 
	CONSTRAINT uq_score_mark_criterion UNIQUE (sheet_id, criterion_id)
);

CREATE TABLE score_option (
	id INTEGER NOT NULL, 
	criterion_id INTEGER NOT NULL, 
	line INTEGER NOT NULL, 
	text VARCHAR(200) NOT NULL, 
	points DOUBLE NOT NULL, 
	at_least DOUBLE, 
	short_by DOUBLE, 
	comparator VARCHAR(24) NOT NULL, 
	CONSTRAINT ck_score_option_no_debt CHECK (points >= 0), 
	CONSTRAINT fk_score_option_criterion_id_score_criterion FOREIGN KEY(criterion_id) REFERENCES score_criterion (id), 
	CONSTRAINT pk_score_option PRIMARY KEY (id)
);

CREATE TABLE score_sheet (
	id INTEGER NOT NULL, 
	meeting_id INTEGER NOT NULL, 
	template_id INTEGER NOT NULL, 
	self_score DOUBLE, 
	self_class VARCHAR(24), 
	deduction_note VARCHAR(500), 
	CONSTRAINT ck_score_sheet_score_frame CHECK (self_score BETWEEN 0 AND 100), 
	CONSTRAINT fk_score_sheet_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT fk_score_sheet_template_id_score_template FOREIGN KEY(template_id) REFERENCES score_template (id), 
	CONSTRAINT pk_score_sheet PRIMARY KEY (id), 
	CONSTRAINT uq_score_sheet_meeting_id UNIQUE (meeting_id)
);

CREATE TABLE score_template (
	id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	issuer VARCHAR(200), 
	document VARCHAR(200), 
	effective_from DATE, 
	without_theme VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_score_template PRIMARY KEY (id), 
	CONSTRAINT uq_score_template_effective_from UNIQUE (effective_from)
);

CREATE TABLE setting (
	id INTEGER NOT NULL, 
	"key" VARCHAR(60) NOT NULL, 
	value VARCHAR(500) NOT NULL, 
	CONSTRAINT pk_setting PRIMARY KEY (id), 
	CONSTRAINT uq_setting_key UNIQUE ("key")
);

CREATE TABLE stay (
	id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	cell_id INTEGER NOT NULL, 
	standing VARCHAR(24) NOT NULL, 
	duty VARCHAR(24) NOT NULL, 
	since DATE NOT NULL, 
	is_since_known BOOLEAN NOT NULL, 
	until DATE, 
	ending VARCHAR(24), 
	CONSTRAINT ck_stay_ending_has_a_day CHECK (ending IS NULL OR until IS NOT NULL), 
	CONSTRAINT ck_stay_ends_after_it_starts CHECK (until >= since), 
	CONSTRAINT fk_stay_cell_id_cell FOREIGN KEY(cell_id) REFERENCES cell (id), 
	CONSTRAINT fk_stay_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT pk_stay PRIMARY KEY (id)
);

CREATE TABLE step (
	id INTEGER NOT NULL, 
	label VARCHAR(200) NOT NULL, 
	user VARCHAR(60) NOT NULL, 
	at DATETIME NOT NULL, 
	undone_at DATETIME, 
	CONSTRAINT pk_step PRIMARY KEY (id)
);

CREATE TABLE succession (
	id INTEGER NOT NULL, 
	reorganization_id INTEGER NOT NULL, 
	cell_id INTEGER, 
	successor_id INTEGER, 
	organization_id INTEGER, 
	next_organization_id INTEGER, 
	CONSTRAINT ck_succession_one_body CHECK ((cell_id IS NULL) <> (organization_id IS NULL)), 
	CONSTRAINT fk_succession_cell_id_cell FOREIGN KEY(cell_id) REFERENCES cell (id), 
	CONSTRAINT fk_succession_next_organization_id_organization FOREIGN KEY(next_organization_id) REFERENCES organization (id), 
	CONSTRAINT fk_succession_organization_id_organization FOREIGN KEY(organization_id) REFERENCES organization (id), 
	CONSTRAINT fk_succession_reorganization_id_reorganization FOREIGN KEY(reorganization_id) REFERENCES reorganization (id), 
	CONSTRAINT fk_succession_successor_id_cell FOREIGN KEY(successor_id) REFERENCES cell (id), 
	CONSTRAINT pk_succession PRIMARY KEY (id)
);

CREATE TABLE target (
	id INTEGER NOT NULL, 
	indicator_key VARCHAR(40) NOT NULL, 
	cell_id INTEGER, 
	organization_id INTEGER, 
	first_day DATE NOT NULL, 
	last_day DATE NOT NULL, 
	value DOUBLE NOT NULL, 
	measure VARCHAR(24) NOT NULL, 
	is_strict BOOLEAN NOT NULL, 
	document VARCHAR(200), 
	note VARCHAR(500), 
	CONSTRAINT ck_target_ends_after_it_starts CHECK (last_day >= first_day), 
	CONSTRAINT ck_target_one_body CHECK (cell_id IS NULL OR organization_id IS NULL), 
	CONSTRAINT ck_target_value_not_negative CHECK (value >= 0), 
	CONSTRAINT fk_target_cell_id_cell FOREIGN KEY(cell_id) REFERENCES cell (id), 
	CONSTRAINT fk_target_organization_id_organization FOREIGN KEY(organization_id) REFERENCES organization (id), 
	CONSTRAINT pk_target PRIMARY KEY (id)
);

CREATE TABLE task_person (
	id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	CONSTRAINT fk_task_person_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_task_person_task_id_meeting_task FOREIGN KEY(task_id) REFERENCES meeting_task (id), 
	CONSTRAINT pk_task_person PRIMARY KEY (id), 
	CONSTRAINT uq_task_person UNIQUE (task_id, member_id)
);

CREATE TABLE task_review (
	id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	meeting_id INTEGER NOT NULL, 
	result VARCHAR(24) NOT NULL, 
	note VARCHAR(500), 
	done_on DATE, 
	CONSTRAINT ck_task_review_day_of_what_is_done CHECK (done_on IS NULL OR result = 'done'), 
	CONSTRAINT fk_task_review_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT fk_task_review_task_id_meeting_task FOREIGN KEY(task_id) REFERENCES meeting_task (id), 
	CONSTRAINT pk_task_review PRIMARY KEY (id), 
	CONSTRAINT uq_task_review UNIQUE (task_id, meeting_id)
);

CREATE TABLE term (
	id INTEGER NOT NULL, 
	cell_id INTEGER, 
	organization_id INTEGER, 
	since DATE NOT NULL, 
	until DATE NOT NULL, 
	document VARCHAR(200), 
	CONSTRAINT ck_term_ends_after_it_starts CHECK (until >= since), 
	CONSTRAINT ck_term_one_body CHECK ((cell_id IS NULL) <> (organization_id IS NULL)), 
	CONSTRAINT fk_term_cell_id_cell FOREIGN KEY(cell_id) REFERENCES cell (id), 
	CONSTRAINT fk_term_organization_id_organization FOREIGN KEY(organization_id) REFERENCES organization (id), 
	CONSTRAINT pk_term PRIMARY KEY (id)
);

CREATE TABLE trash (
	id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	detail VARCHAR(500) NOT NULL, 
	reason VARCHAR(200), 
	removed_on DATE NOT NULL, 
	changes JSON NOT NULL, 
	CONSTRAINT pk_trash PRIMARY KEY (id)
);

CREATE TABLE village (
	id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	name_fold VARCHAR(200) NOT NULL, 
	households INTEGER, 
	population INTEGER, 
	is_especially_difficult BOOLEAN, 
	is_border BOOLEAN, 
	sort_order INTEGER NOT NULL, 
	valid_from DATE, 
	valid_to DATE, 
	CONSTRAINT ck_village_ends_after_it_starts CHECK (valid_to >= valid_from), 
	CONSTRAINT ck_village_households_count CHECK (households >= 0), 
	CONSTRAINT ck_village_population_count CHECK (population >= 0), 
	CONSTRAINT pk_village PRIMARY KEY (id)
);

CREATE TABLE village_succession (
	id INTEGER NOT NULL, 
	reorganization_id INTEGER NOT NULL, 
	village_id INTEGER NOT NULL, 
	successor_id INTEGER, 
	CONSTRAINT fk_village_succession_reorganization_id_reorganization FOREIGN KEY(reorganization_id) REFERENCES reorganization (id), 
	CONSTRAINT fk_village_succession_successor_id_village FOREIGN KEY(successor_id) REFERENCES village (id), 
	CONSTRAINT fk_village_succession_village_id_village FOREIGN KEY(village_id) REFERENCES village (id), 
	CONSTRAINT pk_village_succession PRIMARY KEY (id)
);

CREATE TABLE vote_rule (
	id INTEGER NOT NULL, 
	effective_from DATE NOT NULL, 
	document VARCHAR(200) NOT NULL, 
	simple_share VARCHAR(10) NOT NULL, 
	simple_comparator VARCHAR(24) NOT NULL, 
	special_share VARCHAR(10) NOT NULL, 
	special_comparator VARCHAR(24) NOT NULL, 
	quorum_share VARCHAR(10) NOT NULL, 
	counts_suspended BOOLEAN NOT NULL, 
	CONSTRAINT pk_vote_rule PRIMARY KEY (id), 
	CONSTRAINT uq_vote_rule_effective_from UNIQUE (effective_from)
);

INSERT INTO "code_item" VALUES(1,'ethnic','01','Kinh',1,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(10,'ethnic','10','Gia-rai',10,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(100,'class_kind','party_work','Bồi dưỡng công tác đảng cho bí thư, cấp ủy viên',3,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(101,'class_kind','theory_refresh','Bồi dưỡng lý luận chính trị cho cấp ủy viên, đảng viên',4,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(102,'class_kind','elementary','Sơ cấp lý luận chính trị',5,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(103,'class_kind','intermediate','Trung cấp lý luận chính trị',6,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(104,'class_kind','advanced','Cao cấp lý luận chính trị',7,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(105,'class_kind','skills','Tập huấn nghiệp vụ',8,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(106,'class_kind','other','Lớp khác',9,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(107,'occupation_group','state_agency','Cán bộ, công chức cơ quan Nhà nước từ cấp huyện trở lên',1,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(108,'occupation_group','party_agency','Cán bộ, công chức cơ quan Đảng, MTTQ, đoàn thể từ cấp huyện trở lên',2,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(109,'occupation_group','commune','Cán bộ, công chức; người hoạt động không chuyên trách ở xã',3,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(11,'ethnic','11','Ngái',12,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(110,'occupation_group','village','Người hoạt động không chuyên trách thôn, tổ dân phố, bản',4,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(111,'occupation_group','public_unit','Viên chức đơn vị sự nghiệp công lập',5,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(112,'occupation_group','private_unit','Người lao động đơn vị sự nghiệp ngoài công lập',6,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(113,'occupation_group','enterprise_head','Doanh nghiệp: lãnh đạo, quản lý',7,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(114,'occupation_group','enterprise_staff','Doanh nghiệp: nhân viên, gián tiếp sản xuất',8,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(115,'occupation_group','enterprise_worker','Doanh nghiệp: công nhân, lao động trực tiếp',9,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(116,'occupation_group','farming','Người làm nông, lâm, ngư nghiệp',10,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(117,'occupation_group','armed_forces','Sỹ quan, chiến sỹ quân đội và công an',11,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(118,'occupation_group','student','Sinh viên',12,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(119,'occupation_group','pupil','Học sinh',13,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(12,'ethnic','12','Ê-đê',11,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(120,'occupation_group','other','Khác (lao động hợp đồng, tự do…)',14,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(121,'occupation_group','retired','Đã nghỉ hưu, nghỉ công tác',15,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(122,'academic_title','associate','Phó Giáo sư',1,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(123,'academic_title','professor','Giáo sư',2,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(124,'commendation_kind','party_committee','Giấy khen của đảng ủy',1,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(125,'commendation_kind','party_province','Bằng khen của tỉnh ủy',2,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(126,'commendation_kind','excellent_5_years','Đảng viên hoàn thành xuất sắc nhiệm vụ 5 năm',3,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(127,'commendation_kind','certificate','Giấy khen',4,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(128,'commendation_kind','certificate_province','Bằng khen cấp bộ, ngành, tỉnh',5,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(129,'commendation_kind','certificate_pm','Bằng khen của Thủ tướng Chính phủ',6,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(13,'ethnic','13','Ba-na',13,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(130,'commendation_kind','emulation_base','Chiến sĩ thi đua cơ sở',7,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(131,'commendation_kind','emulation_province','Chiến sĩ thi đua cấp bộ, ngành, tỉnh',8,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(132,'commendation_kind','emulation_nation','Chiến sĩ thi đua toàn quốc',9,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(133,'commendation_kind','advanced_worker','Lao động tiên tiến',10,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(134,'commendation_kind','advanced_soldier','Chiến sĩ tiên tiến',11,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(135,'commendation_kind','order','Huân chương',12,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(136,'commendation_kind','medal','Huy chương',13,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(137,'commendation_kind','state_title','Danh hiệu vinh dự Nhà nước',14,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(138,'commendation_kind','prize','Giải thưởng',15,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(139,'commendation_kind','memorial','Kỷ niệm chương',16,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(14,'ethnic','14','Xơ-đăng',14,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(140,'commendation_kind','insignia','Huy hiệu của ngành',17,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(141,'commendation_kind','other','Khác',18,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(142,'award_level','unit','Cơ sở, đơn vị',1,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(143,'award_level','commune','Cấp xã',2,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(144,'award_level','district','Cấp huyện (đến 30/6/2025)',3,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(145,'award_level','province','Cấp tỉnh',4,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(146,'award_level','ministry','Bộ, ngành',5,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(147,'award_level','central','Trung ương, Nhà nước',6,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(148,'discipline_form','reprimand','Khiển trách',1,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(149,'discipline_form','warning','Cảnh cáo',2,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(15,'ethnic','15','Sán Chay',15,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(150,'discipline_form','dismissal','Cách chức',3,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(151,'discipline_form','expulsion','Khai trừ',4,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(152,'class_kind','professional','Chuyên môn, nghiệp vụ',10,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(153,'class_kind','defence','Quốc phòng và an ninh',11,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(154,'class_kind','language','Ngoại ngữ, tin học',12,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(155,'organization_kind','grassroots','Đảng bộ cơ sở',5,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(156,'organization_kind','section','Đảng bộ bộ phận',6,1,NULL,'2026-07-25',0);

INSERT INTO "code_item" VALUES(157,'organization_kind','grassroots_cell','Chi bộ cơ sở',7,1,NULL,'2026-07-25',0);

INSERT INTO "code_item" VALUES(158,'state_discipline_form','reprimand','Khiển trách',1,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(159,'state_discipline_form','warning','Cảnh cáo',2,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(16,'ethnic','16','Cơ-ho',16,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(160,'state_discipline_form','salary','Hạ bậc lương',3,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(161,'state_discipline_form','demotion','Giáng chức',4,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(162,'state_discipline_form','dismissal','Cách chức',5,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(163,'state_discipline_form','discharge','Buộc thôi việc',6,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(164,'state_discipline_form','law','Xử lý theo pháp luật',7,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(165,'state_discipline_form','other','Khác',8,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(166,'body_commendation_kind','flag_government','Cờ thi đua của Chính phủ',1,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(167,'body_commendation_kind','flag_province','Cờ thi đua cấp bộ, ngành, tỉnh',2,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(168,'body_commendation_kind','flag_party','Cờ của tỉnh ủy tặng tổ chức đảng',3,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(169,'body_commendation_kind','party_province','Bằng khen của tỉnh ủy',4,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(17,'ethnic','17','Chăm',17,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(170,'body_commendation_kind','certificate_pm','Bằng khen của Thủ tướng Chính phủ',5,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(171,'body_commendation_kind','certificate_province','Bằng khen cấp bộ, ngành, tỉnh',6,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(172,'body_commendation_kind','party_committee','Giấy khen của đảng ủy',7,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(173,'body_commendation_kind','certificate','Giấy khen',8,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(174,'body_commendation_kind','excellent_5_years','Chi bộ trong sạch, vững mạnh tiêu biểu 5 năm',9,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(175,'body_commendation_kind','collective_excellent','Tập thể lao động xuất sắc',10,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(176,'body_commendation_kind','collective_advanced','Tập thể lao động tiên tiến',11,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(177,'body_commendation_kind','unit_won','Đơn vị quyết thắng',12,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(178,'body_commendation_kind','unit_advanced','Đơn vị tiên tiến',13,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(179,'body_commendation_kind','order','Huân chương',14,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(18,'ethnic','18','Sán Dìu',18,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(180,'body_commendation_kind','other','Khác',15,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(181,'body_discipline_form','reprimand','Khiển trách',1,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(182,'body_discipline_form','warning','Cảnh cáo',2,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(183,'body_discipline_form','dissolution','Giải tán',3,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(19,'ethnic','19','Hrê',19,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(2,'ethnic','02','Tày',2,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(20,'ethnic','20','Mnông',20,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(21,'ethnic','21','Ra-glai',21,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(22,'ethnic','22','Xtiêng',22,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(23,'ethnic','23','Bru-Vân Kiều',23,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(24,'ethnic','24','Thổ',24,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(25,'ethnic','25','Giáy',25,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(26,'ethnic','26','Cơ-tu',26,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(27,'ethnic','27','Gié-Triêng',27,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(28,'ethnic','28','Mạ',28,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(29,'ethnic','29','Khơ-mú',29,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(3,'ethnic','03','Thái',3,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(30,'ethnic','30','Co',30,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(31,'ethnic','31','Ta-ôi',31,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(32,'ethnic','32','Chơ-ro',32,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(33,'ethnic','33','Kháng',33,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(34,'ethnic','34','Xinh-mun',34,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(35,'ethnic','35','Hà Nhì',35,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(36,'ethnic','36','Chu-ru',36,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(37,'ethnic','37','Lào',37,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(38,'ethnic','38','La Chí',38,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(39,'ethnic','39','La Ha',39,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(4,'ethnic','04','Hoa',4,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(40,'ethnic','40','Phù Lá',40,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(41,'ethnic','41','La Hủ',41,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(42,'ethnic','42','Lự',42,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(43,'ethnic','43','Lô Lô',43,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(44,'ethnic','44','Chứt',44,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(45,'ethnic','45','Mảng',45,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(46,'ethnic','46','Pà Thẻn',46,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(47,'ethnic','47','Cơ Lao',47,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(48,'ethnic','48','Cống',48,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(49,'ethnic','49','Bố Y',49,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(5,'ethnic','05','Khơ-me',5,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(50,'ethnic','50','Si La',50,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(51,'ethnic','51','Pu Péo',51,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(52,'ethnic','52','Brâu',52,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(53,'ethnic','53','Ơ Đu',53,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(54,'ethnic','54','Rơ-măm',54,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(55,'ethnic','55','Dân tộc khác',55,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(56,'ethnic','56','Quốc tịch gốc nước ngoài',56,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(57,'religion','0','Không',1,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(58,'religion','1','Phật giáo',2,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(59,'religion','2','Công giáo',3,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(6,'ethnic','06','Mường',6,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(60,'religion','3','Phật giáo Hòa Hảo',4,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(61,'religion','4','Cao Đài',5,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(62,'religion','5','Tin Lành',6,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(63,'religion','6','Hồi giáo',7,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(64,'religion','7','Đạo khác',8,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(65,'education','literate','Biết đọc, biết viết chữ quốc ngữ',1,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(66,'education','primary','Tiểu học',2,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(67,'education','lower_secondary','Trung học cơ sở',3,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(68,'education','upper_secondary','Trung học phổ thông',4,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(69,'professional','technical','Công nhân kỹ thuật, nhân viên nghiệp vụ, sơ cấp',1,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(7,'ethnic','07','Nùng',7,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(70,'professional','intermediate','Trung cấp',2,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(71,'professional','college','Cao đẳng',3,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(72,'professional','university','Đại học',4,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(73,'professional','master','Thạc sỹ',5,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(74,'professional','doctor','Tiến sỹ',6,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(75,'theory','elementary','Sơ cấp',1,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(76,'theory','intermediate','Trung cấp',2,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(77,'theory','advanced','Cao cấp, cử nhân',3,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(78,'cell_kind','village','Chi bộ thôn, bản, tổ dân phố',1,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(79,'cell_kind','school','Chi bộ trường học',2,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(8,'ethnic','08','Mông',8,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(80,'cell_kind','health','Chi bộ trạm y tế',3,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(81,'cell_kind','party_office','Chi bộ cơ quan Đảng, MTTQ, đoàn thể',4,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(82,'cell_kind','government','Chi bộ cơ quan UBND xã',5,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(83,'cell_kind','military','Chi bộ Quân sự',6,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(84,'cell_kind','police','Chi bộ Công an',7,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(85,'cell_kind','enterprise','Chi bộ doanh nghiệp, hợp tác xã',8,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(86,'cell_kind','other','Khác',9,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(87,'organization_kind','province','Đảng bộ tỉnh, thành phố',1,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(88,'organization_kind','district','Đảng bộ huyện',2,1,NULL,'2025-06-30',0);

INSERT INTO "code_item" VALUES(89,'organization_kind','commune','Đảng bộ xã, phường, đặc khu',3,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(9,'ethnic','09','Dao',9,1,NULL,NULL,1);

INSERT INTO "code_item" VALUES(90,'organization_kind','intermediate','Đảng bộ trực thuộc',4,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(91,'absence_reason','sick','ốm',1,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(92,'absence_reason','duty','công tác',2,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(93,'absence_reason','study','học tập',3,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(94,'absence_reason','family','việc gia đình',4,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(95,'absence_reason','work_away','đi làm ăn xa',5,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(96,'absence_reason','maternity','nghỉ thai sản',6,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(97,'absence_reason','other','khác',7,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(98,'class_kind','awareness','Bồi dưỡng nhận thức về Đảng',1,1,NULL,NULL,0);

INSERT INTO "code_item" VALUES(99,'class_kind','new_member','Bồi dưỡng đảng viên mới',2,1,NULL,NULL,0);

INSERT INTO "holiday" VALUES(1,NULL,1,1,'Tết Dương lịch',1);

INSERT INTO "holiday" VALUES(2,NULL,4,30,'Ngày Chiến thắng',1);

INSERT INTO "holiday" VALUES(3,NULL,5,1,'Ngày Quốc tế lao động',1);

INSERT INTO "holiday" VALUES(4,NULL,9,2,'Ngày Quốc khánh',1);

INSERT INTO "holiday" VALUES(5,2024,9,3,'Liền kề ngày Quốc khánh',1);

INSERT INTO "holiday" VALUES(6,2025,9,1,'Liền kề ngày Quốc khánh',1);

INSERT INTO "holiday" VALUES(7,2026,9,1,'Liền kề ngày Quốc khánh',1);

INSERT INTO "meeting_rule" VALUES(1,'2018-07-06','Hướng dẫn 12-HD/BTCTW, 06/7/2018 (mục tiêu theo cách làm đã thấy, cần đối chiếu văn bản)',90.0,'gt','exempt,temp_away,suspended,special_duty',1,'first',90.0,70.0,50.0,90,120,10,NULL,120,1,NULL,NULL,2,3,3,2);

INSERT INTO "meeting_rule" VALUES(2,'2025-10-28','Hướng dẫn 42-HD/BTCTW, 28/10/2025',90.0,'ge','exempt,temp_away,suspended,special_duty',1,'first',90.0,70.0,50.0,90,120,10,NULL,120,1,1,2,2,3,3,2);

INSERT INTO "membership_rule" VALUES(1,'2025-07-01','Quy định 294-QĐ/TW, 26/5/2025 (theo tài liệu ôn tập, cần đối chiếu văn bản)',18,60,12,36,60,6,30,30,60,12,3,30,'30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90','03/02, 19/05, 02/09, 07/11');

INSERT INTO "membership_rule" VALUES(2,'2026-07-26','Quy định 208-QĐ/TW, 26/7/2026 (theo tài liệu ôn tập, cần đối chiếu văn bản)',18,60,12,36,60,6,30,30,60,12,3,30,'30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90','03/02, 19/05, 02/09, 07/11');

INSERT INTO "rating_rule" VALUES(1,'2010-01-01','Cách xếp loại trước năm 2017 (tên mức theo trí nhớ, cần đối chiếu văn bản)',0,1,NULL,'good',NULL,1,1,6,1,'commune');

INSERT INTO "rating_rule" VALUES(2,'2017-01-01','Quy định trước Quy định 366-QĐ/TW (mức 20 % theo trí nhớ, cần đối chiếu văn bản)',0,0,20,'good',NULL,1,1,6,1,'commune');

INSERT INTO "rating_rule" VALUES(3,'2025-08-30','Quy định 366-QĐ/TW, 30/8/2025 (cách tính tỷ lệ 20 % cần đối chiếu văn bản)',0,0,20,'good',90,1,1,6,1,'commune');

INSERT INTO "score_criterion" VALUES(1,1,NULL,1,'Chấp hành thời gian, thời lượng sinh hoạt','number',5.0,'duration','always',0);

INSERT INTO "score_criterion" VALUES(10,1,NULL,10,'Kết thúc sinh hoạt','number',5.0,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(11,2,NULL,1,'Chấp hành thời gian sinh hoạt','auto',5.0,'duration','always',0);

INSERT INTO "score_criterion" VALUES(12,2,NULL,2,'Tỷ lệ đảng viên dự sinh hoạt','group',NULL,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(13,2,12,3,'Tỷ lệ dự','auto',4.0,'attendance','always',0);

INSERT INTO "score_criterion" VALUES(14,2,12,4,'Không ai vắng có lý do quá 3 lần liên tiếp trong năm','auto',1.0,'long_absence','always',0);

INSERT INTO "score_criterion" VALUES(15,2,NULL,5,'Công tác chuẩn bị','group',NULL,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(16,2,15,6,'Chuẩn bị nội dung','number',3.0,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(17,2,15,7,'Định hướng thảo luận, dự thảo kết luận, nghị quyết','number',2.0,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(18,2,15,8,'Họp chi ủy có biên bản','tick',2.0,NULL,'committee',0);

INSERT INTO "score_criterion" VALUES(19,2,15,9,'Thông báo thời gian, địa điểm, nội dung','tick',1.0,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(2,1,NULL,2,'Tỷ lệ đảng viên dự sinh hoạt','number',5.0,'attendance','always',0);

INSERT INTO "score_criterion" VALUES(20,2,15,10,'Đăng tài liệu trên Sổ tay đảng viên điện tử trước ít nhất 01 ngày','tick',2.0,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(21,2,NULL,11,'Tổ chức sinh hoạt','group',NULL,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(22,2,21,12,'Thực hiện quy trình','number',5.0,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(23,2,21,13,'Nội dung sinh hoạt thường kỳ','number',10.0,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(24,2,21,14,'Nội dung sinh hoạt chuyên đề','number',5.0,NULL,'thematic',0);

INSERT INTO "score_criterion" VALUES(25,2,21,15,'Biểu dương, nhắc nhở','number',2.0,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(26,2,21,16,'Ý kiến phát biểu','auto',5.0,'speakers','always',0);

INSERT INTO "score_criterion" VALUES(27,2,21,17,'Ghi sổ biên bản','tick',1.0,'minutes','always',0);

INSERT INTO "score_criterion" VALUES(28,2,21,18,'Dành 15 – 30 phút đánh giá tình hình tư tưởng','tick',1.0,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(29,2,21,19,'Sử dụng tài liệu trên Sổ tay đảng viên điện tử','tick',1.0,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(3,1,NULL,3,'Công tác chuẩn bị','number',10.0,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(30,2,NULL,20,'Điều hành của bí thư','group',NULL,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(31,2,30,21,'Linh hoạt','number',2.0,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(32,2,30,22,'Định hướng thảo luận','number',4.0,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(33,2,30,23,'Gợi mở, phát huy dân chủ','number',3.0,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(34,2,30,24,'Tổng hợp, kết luận','number',1.0,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(35,2,NULL,25,'Thực hiện nguyên tắc tổ chức, sinh hoạt đảng (bốn ý: 1 + 2 + 1 + 1)','number',5.0,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(36,2,NULL,26,'Kết quả thực hiện nhiệm vụ kỳ trước','auto',30.0,'tasks','always',0);

INSERT INTO "score_criterion" VALUES(37,2,NULL,27,'Kết thúc sinh hoạt','group',NULL,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(38,2,37,28,'Kết luận','number',2.0,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(39,2,37,29,'Thông qua biên bản, phân công nhiệm vụ','number',2.0,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(4,1,NULL,4,'Tổ chức sinh hoạt','group',NULL,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(40,2,37,30,'Đăng biên bản, nghị quyết và báo cáo trong 02 ngày','tick',1.0,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(5,1,4,5,'Thực hiện quy trình sinh hoạt','number',5.0,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(6,1,4,6,'Nội dung sinh hoạt, biểu dương, phê bình, ý kiến tham gia','number',25.0,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(7,1,4,7,'Điều hành của bí thư chi bộ','number',10.0,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(8,1,NULL,8,'Thực hiện nguyên tắc tổ chức, sinh hoạt đảng','number',5.0,NULL,'always',0);

INSERT INTO "score_criterion" VALUES(9,1,NULL,9,'Kết quả lãnh đạo thực hiện kết luận, nghị quyết kỳ trước','number',30.0,NULL,'always',0);

INSERT INTO "score_option" VALUES(1,11,1,'đủ thời lượng',5.0,NULL,0.0,'ge');

INSERT INTO "score_option" VALUES(10,26,1,'trên 50 % số người dự',5.0,50.0,NULL,'gt');

INSERT INTO "score_option" VALUES(11,26,2,'40 – 50 %',4.0,40.0,NULL,'ge');

INSERT INTO "score_option" VALUES(12,26,3,'30 – dưới 40 %',3.0,30.0,NULL,'ge');

INSERT INTO "score_option" VALUES(13,26,4,'dưới 30 %',2.0,NULL,NULL,'ge');

INSERT INTO "score_option" VALUES(14,36,1,'90 – 100 %',30.0,90.0,NULL,'ge');

INSERT INTO "score_option" VALUES(15,36,2,'80 – dưới 90 %',27.0,80.0,NULL,'ge');

INSERT INTO "score_option" VALUES(16,36,3,'70 – dưới 80 %',24.0,70.0,NULL,'ge');

INSERT INTO "score_option" VALUES(17,36,4,'60 – dưới 70 %',20.0,60.0,NULL,'ge');

INSERT INTO "score_option" VALUES(18,36,5,'50 – dưới 60 %',15.0,50.0,NULL,'ge');

INSERT INTO "score_option" VALUES(19,36,6,'dưới 50 %',10.0,NULL,NULL,'ge');

INSERT INTO "score_option" VALUES(2,11,2,'thiếu đến 15 phút',4.0,NULL,15.0,'ge');

INSERT INTO "score_option" VALUES(3,11,3,'thiếu trên 15 đến 30 phút',3.0,NULL,30.0,'ge');

INSERT INTO "score_option" VALUES(4,11,4,'từ một nửa thời lượng',2.0,50.0,NULL,'ge');

INSERT INTO "score_option" VALUES(5,11,5,'dưới một nửa thời lượng',1.0,NULL,NULL,'ge');

INSERT INTO "score_option" VALUES(6,13,1,'từ 90 %',4.0,90.0,NULL,'ge');

INSERT INTO "score_option" VALUES(7,13,2,'75 – dưới 90 %',3.0,75.0,NULL,'ge');

INSERT INTO "score_option" VALUES(8,13,3,'65 – dưới 75 %',2.0,65.0,NULL,'ge');

INSERT INTO "score_option" VALUES(9,13,4,'dưới 65 % hoặc có vắng không lý do',1.0,NULL,NULL,'ge');

INSERT INTO "score_template" VALUES(1,'Khung 7 tiêu chí','Ban Tổ chức Trung ương','Hướng dẫn 42-HD/BTCTW, 28/10/2025','2025-10-28','full');

INSERT INTO "score_template" VALUES(2,'Phiếu chi tiết 8 mục',NULL,'Theo phiếu của một đảng ủy phường, 2025–2026; đối chiếu hướng dẫn của tỉnh trước khi dùng',NULL,'full');

INSERT INTO "vote_rule" VALUES(1,'2011-01-19','Theo thông lệ, chưa rõ văn bản; hãy đối chiếu rồi ghi lại','1/2','gt','2/3','ge','2/3',0);

CREATE INDEX ix_assignment_member_id ON assignment (member_id);

CREATE INDEX ix_assignment_village_id ON assignment (village_id);

CREATE INDEX ix_attendance_member ON attendance (member_id, mark);

CREATE INDEX ix_body_commendation_awarded_on ON body_commendation (awarded_on);

CREATE INDEX ix_body_commendation_cell_id ON body_commendation (cell_id);

CREATE INDEX ix_body_discipline_cell_id ON body_discipline (cell_id);

CREATE INDEX ix_body_discipline_effective_on ON body_discipline (effective_on);

CREATE INDEX ix_candidate_cell_id ON candidate (cell_id);

CREATE INDEX ix_candidate_name_fold ON candidate (name_fold);

CREATE INDEX ix_card_issue_issued_on ON card_issue (issued_on);

CREATE INDEX ix_card_issue_member_id ON card_issue (member_id);

CREATE INDEX ix_cell_village_cell_id ON cell_village (cell_id);

CREATE INDEX ix_change_step_id ON change (step_id);

CREATE INDEX ix_class_participant_candidate_id ON class_participant (candidate_id);

CREATE INDEX ix_class_participant_member_id ON class_participant (member_id);

CREATE INDEX ix_code_item_list_name ON code_item (list_name);

CREATE INDEX ix_commendation_member_id ON commendation (member_id);

CREATE INDEX ix_committee_post_member ON committee_post (member_id, until);

CREATE INDEX ix_course_member_id ON course (member_id);

CREATE INDEX ix_different_people_other_id ON different_people (other_id);

CREATE INDEX ix_discipline_effective_on ON discipline (effective_on);

CREATE INDEX ix_discipline_member_id ON discipline (member_id);

CREATE INDEX ix_event_member ON event (member_id, effective_on);

CREATE INDEX ix_former_cell ON former (cell_id, until);

CREATE INDEX ix_former_name_member ON former_name (member_id, until);

CREATE INDEX ix_former_organization ON former (organization_id, until);

CREATE INDEX ix_former_residence_member ON former_residence (member_id, until);

CREATE INDEX ix_meeting_cell ON meeting (cell_id, year, month);

CREATE INDEX ix_meeting_line_meeting_id ON meeting_line (meeting_id);

CREATE INDEX ix_meeting_month ON meeting (year, month, cell_id);

CREATE INDEX ix_meeting_task_meeting_id ON meeting_task (meeting_id);

CREATE INDEX ix_meeting_vote_meeting_id ON meeting_vote (meeting_id);

CREATE INDEX ix_member_card_number ON member (card_number);

CREATE INDEX ix_member_name_fold ON member (name_fold);

CREATE INDEX ix_member_name_sort ON member (name_sort);

CREATE INDEX ix_member_village_id ON member (village_id);

CREATE INDEX ix_own_target_days ON own_target (last_day, first_day);

CREATE INDEX ix_paper_issuer ON paper (cell_id, kind, number);

CREATE INDEX ix_paper_meeting_id ON paper (meeting_id);

CREATE INDEX ix_post_cell ON post (cell_id, until);

CREATE INDEX ix_post_member_id ON post (member_id);

CREATE INDEX ix_rating_year ON rating (year, quarter);

CREATE INDEX ix_score_criterion_parent_id ON score_criterion (parent_id);

CREATE INDEX ix_score_criterion_template_id ON score_criterion (template_id);

CREATE INDEX ix_score_mark_criterion_id ON score_mark (criterion_id);

CREATE INDEX ix_score_option_criterion_id ON score_option (criterion_id);

CREATE INDEX ix_score_sheet_template_id ON score_sheet (template_id);

CREATE INDEX ix_snapshot_report ON snapshot (report_key, made_at);

CREATE INDEX ix_stay_cell_dates ON stay (cell_id, since, until);

CREATE INDEX ix_stay_member_since ON stay (member_id, since);

CREATE INDEX ix_target_days ON target (last_day, first_day);

CREATE INDEX ix_task_person_member_id ON task_person (member_id);

CREATE INDEX ix_task_review_meeting_id ON task_review (meeting_id);

CREATE INDEX ix_term_cell_id ON term (cell_id);

CREATE INDEX ix_training_class_first_day ON training_class (first_day);

CREATE UNIQUE INDEX uq_badge_years ON badge (member_id, years);

CREATE UNIQUE INDEX uq_candidate_member ON candidate (member_id) WHERE member_id IS NOT NULL;

CREATE UNIQUE INDEX uq_cell_code ON cell (code) WHERE code IS NOT NULL;

CREATE UNIQUE INDEX uq_cell_open_name ON cell (name_fold) WHERE valid_to IS NULL;

CREATE UNIQUE INDEX uq_cell_village_open ON cell_village (village_id) WHERE until IS NULL;

CREATE UNIQUE INDEX uq_discipline_event ON discipline (event_id);

CREATE UNIQUE INDEX uq_holiday_day ON holiday (year, month, day);

CREATE UNIQUE INDEX uq_member_citizen_id ON member (citizen_id) WHERE citizen_id IS NOT NULL;

CREATE UNIQUE INDEX uq_own_target_number ON own_target_number (own_target_id, reached_on);

CREATE UNIQUE INDEX uq_rating_period ON rating (member_id, year, quarter);

CREATE UNIQUE INDEX uq_stay_open ON stay (member_id) WHERE until IS NULL;

CREATE UNIQUE INDEX uq_village_open_name ON village (name_fold) WHERE valid_to IS NULL