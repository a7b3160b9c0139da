"""The style sheet, with the names of `ui.theme.Colours` where the colours go.

Widgets choose a rule by a property: QLabel[role="title"], QPushButton[kind="primary"], QFrame[card="true"].
"""

from string import Template

SHEET = Template("""
QToolTip { background: $card; color: $text; border: 1px solid $line_strong; padding: 4px 6px; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: $title; font-weight: 700; }
QLabel[role="heading"] { font-size: $heading; font-weight: 700; }
QLabel[role="subtitle"], QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: $small; }
QLabel[role="figure"] { font-size: $figure; font-weight: 700; }
QLabel[role="error"] { color: $red; font-size: $small; }
QLabel[state="good"] { color: $green; }
QLabel[state="warn"] { color: $amber; }
QLabel[state="bad"] { color: $red; }
QLabel[state="idle"] { color: $grey; }

QFrame[card="true"] { background: $card; border: 1px solid $line; border-radius: $radius; }
QFrame[card="true"][clickable="true"]:hover { border-color: $line_strong; background: $hover; }
QFrame[card="true"][clickable="true"]:focus { border-color: $accent_text; }
QFrame[card="true"][chosen="true"] { border: 2px solid $accent; background: $selection; }
QFrame[card="true"][chosen="true"]:focus { border: 2px solid $text; }
QFrame[row="true"] { border: 1px solid transparent; border-radius: $radius; }
QFrame[row="true"]:hover { background: $hover; }
QFrame[row="true"]:focus { border-color: $accent_text; }
QFrame[notice="true"] { background: $red_soft; border: 1px solid $red; border-radius: $radius; }
QFrame[rule="true"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }
QScrollArea[bare="true"], QScrollArea[bare="true"] > QWidget > QWidget[bare="true"] {
    background: transparent; border: 0; }
QScrollArea[read="true"] { border: 1px solid transparent; }
QScrollArea[read="true"]:focus { border-color: $accent_text; }

QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton { background: $card; color: $text; border: 1px solid $line_strong; border-radius: $radius;
    padding: 0 12px; min-height: $control; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $header; }
QPushButton:focus { border-color: $accent_text; }
QPushButton:disabled { color: $grey; background: $page; border-color: $line; }
QPushButton:default { border-color: $accent; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed { background: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $gold; padding: 0 11px; min-height: $control_less; }
QPushButton[kind="primary"]:disabled { background: $header; color: $grey; border-color: $line; }
QPushButton[kind="flat"] { background: transparent; border-color: transparent; padding: 0 8px; }
QPushButton[kind="flat"]:hover { background: $hover; }
QPushButton[kind="flat"]:focus { border-color: $accent_text; }
QPushButton[kind="link"] { background: transparent; border-color: transparent; color: $accent_text; padding: 0 2px;
    text-align: left; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border-color: $accent_text; }
QPushButton[kind="count"] { background: transparent; border-color: transparent; padding: 0 1px; min-height: 0; }
QPushButton[kind="count"]:hover { text-decoration: underline; }
QPushButton[kind="count"]:focus { border-color: $accent_text; }
QPushButton[kind="count"][state="warn"] { color: $amber; }
QPushButton[kind="count"][tight="true"], QLabel[tight="true"] { font-size: $small; }
QPushButton[kind="away"] { background: $header; border: 0; color: $muted; padding: 0 4px; min-height: 0;
    font-size: $small; }
QPushButton[kind="away"]:hover, QPushButton[kind="away"]:focus { color: $text; text-decoration: underline; }
QPushButton::menu-indicator { image: url(controls:down-$tone.svg); width: 12px; height: 12px;
    subcontrol-origin: padding; subcontrol-position: center right; right: 6px; }
QPushButton[menu="true"] { padding: 0 14px 0 8px; }
QPushButton[chip="true"] { border-radius: $chip; padding: 0 10px; min-height: $control_less; }
QPushButton[chip="true"]:checked { background: $selection; border-color: $accent; color: $text; font-weight: 600; }
QPushButton[chip="true"]:checked:focus { border: 2px solid $accent_text; padding: 0 9px; min-height: $control_least; }
QPushButton[tab="true"] { background: transparent; color: $muted; border: 0; border-radius: 0; padding: 0 8px;
    border-bottom: 2px solid transparent; }
QPushButton[tab="true"]:hover { color: $text; }
QPushButton[tab="true"]:checked { color: $text; border-bottom-color: $accent; font-weight: 600; }
QPushButton[tab="true"]:focus { color: $accent_text; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: $radius; padding: 4px; }
QToolButton:hover { background: $hover; }
QToolButton:focus { border-color: $accent_text; }
QToolButton::menu-indicator { image: none; }

QCheckBox, QRadioButton { spacing: 8px; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator { width: 14px; height: 14px;
    border: 1px solid $muted; border-radius: 3px; background: $card; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: $accent; border-color: $accent;
    image: url(controls:check.svg); }
QCheckBox::indicator:indeterminate { image: url(controls:minus.svg); background: $accent; border-color: $accent; }
QRadioButton::indicator:checked { background: $card; border: 5px solid $accent; width: 6px; height: 6px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: $accent_text; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; background: $page; }
QCheckBox:focus, QRadioButton:focus { color: $accent_text; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox { background: $card; color: $text; border: 1px solid $line_strong;
    border-radius: $radius; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QComboBox { padding: 0 8px; min-height: $control; }
QSpinBox, QDateEdit, QTimeEdit { min-height: $control; background: $card; color: $text; padding-left: 8px;
    border: 1px solid $line_strong; border-radius: $radius; }
QSpinBox:focus { border-color: $accent_text; }
QSpinBox::up-button, QSpinBox::down-button { border: 0; width: 20px; background: transparent; }
QSpinBox::up-arrow { image: url(controls:up-$tone.svg); width: 12px; height: 12px; }
QSpinBox::down-arrow { image: url(controls:down-$tone.svg); width: 12px; height: 12px; }
QPlainTextEdit, QTextEdit { padding: 4px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus { border-color: $accent_text; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled { background: $page;
    color: $grey; border-color: $line; }
QLineEdit:read-only { background: $page; }
QLineEdit[wrong="true"], QComboBox[wrong="true"], QPlainTextEdit[wrong="true"], QTextEdit[wrong="true"] {
    border: 1px solid $red; background: $red_soft; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: url(controls:down-$tone.svg); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $line_strong; outline: 0; padding: 2px; }
QComboBox QAbstractItemView::item { padding: 4px 6px; }
QTextBrowser[bare="true"] { border: 0; padding: 0; }

QTableView, QTreeView, QListView { background: $card; border: 0; outline: 0; }
QListView[framed="true"], QTableView[framed="true"] { border: 1px solid $line; border-radius: $radius; }
QListView[framed="true"]:focus { border-color: $accent_text; }
QTableView::item { padding: 0 8px; border: 0; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected { background: $selection; color: $text; }
QTreeView::item { padding: 5px 0; border: 0; }
QListView::item { padding: 5px 6px; border: 0; }
QListView::item:focus { border-left: 3px solid $accent_text; padding: 5px 6px 5px 3px; }
QTreeView::item:focus { border-left: 3px solid $accent_text; }
QComboBox QListView::item:focus { border: 0; padding: 4px 6px; }
QTreeView::item:hover, QListView::item:hover { background: $hover; }
QTreeView::item:selected:hover, QListView::item:selected:hover { background: $selection; }
QHeaderView { background: $header; border: 0; }
QHeaderView::section { background: $header; color: $text; border: 0; border-bottom: 1px solid $line_strong;
    padding: 0 11px; font-weight: 600; }
QHeaderView::section:hover { background: $line; }
QHeaderView::up-arrow { image: url(controls:up-$tone.svg); width: 12px; height: 12px;
    subcontrol-origin: padding; subcontrol-position: center right; }
QHeaderView::down-arrow { image: url(controls:down-$tone.svg); width: 12px; height: 12px;
    subcontrol-origin: padding; subcontrol-position: center right; }
QTableCornerButton::section { background: $header; border: 0; }

QTabWidget::pane { border: 0; border-top: 1px solid $line; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $muted; border: 0; border-bottom: 2px solid transparent;
    padding: 6px 8px; margin-right: 4px; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:focus { color: $accent_text; }

QMenu { background: $card; border: 1px solid $line_strong; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 10px; border-radius: $radius; min-height: 18px; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::item:disabled { color: $grey; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }
QMenu::icon { padding-left: 8px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $line_strong; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QSplitter::handle { background: transparent; }
QProgressBar { background: $header; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QGroupBox { border: 0; margin-top: 24px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }

QMessageBox QLabel#qt_msgbox_label { font-weight: 600; }
QMessageBox QLabel#qt_msgbox_informativelabel { min-width: 340px; color: $muted; }

QFrame[nav="true"] { background: $nav; border: 0; }
QFrame[nav="true"] QLabel { color: $nav_text; }
QFrame[nav="true"] QLabel[role="brand"] { color: $on_accent; font-size: $brand; font-weight: 700; }
QFrame[nav="true"] QLabel[role="small_brand"] { color: $on_accent; font-weight: 700; }
QFrame[nav="true"] QLabel[role="place"] { color: $nav_muted; font-size: $small; }
QFrame[nav="true"] QFrame[gold="true"] { background: $gold; border: 0; min-height: 2px; max-height: 2px; }
QFrame[status="true"] QLabel, QFrame[status="true"] QPushButton { color: $muted; font-size: $small; }
QFrame[finder="true"] { background: $card; border: 1px solid $line_strong; border-radius: $radius; }
QFrame[finder="true"] QLineEdit { border: 0; font-size: $heading; }
QLabel[key="true"] { background: $card; border: 1px solid $line_strong; border-radius: $radius; padding: 1px 8px;
    font-size: $small; font-weight: 600; }
QLabel[tag="true"] { border-radius: $radius; padding: 1px 6px; font-size: $small; background: $grey_soft;
    color: $muted; }
QLabel[tag="true"][state="good"] { background: $green_soft; color: $green; }
QLabel[tag="true"][state="warn"] { background: $amber_soft; color: $amber; }
QLabel[tag="true"][state="bad"] { background: $red_soft; color: $red; }
""")
