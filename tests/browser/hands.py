"""Two ways to work a page. The keyboard reaches everything by Tab and arrows from where it stands, as a person without a mouse does."""

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

FARTHEST = 400  # tabs, before a control counts as out of reach


class Mouse:
    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, control: Locator) -> None:
        """A link, a button, a summary."""
        control.click()
        self.page.wait_for_load_state()

    def write(self, field: Locator, text: str) -> None:
        field.fill(text)

    def choose(self, option: Locator) -> None:
        """A radio button or a check box."""
        option.check()

    def pick(self, select: Locator, label: str) -> None:
        select.select_option(label=label)

    def attach(self, field: Locator, *files: dict) -> None:
        field.set_input_files(list(files))


class Keyboard:
    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, control: Locator) -> None:
        self._reach(control)
        if control.evaluate("element => element.closest('summary') !== null"):
            self.page.keyboard.press("Enter")
            return
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        self._reach(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(text)

    def choose(self, option: Locator) -> None:
        if option.is_checked():
            return
        if option.get_attribute("type") == "checkbox":
            self._reach(option)
            self.page.keyboard.press("Space")
        else:
            self._among_radios(option)
        expect(option).to_be_checked()

    def pick(self, select: Locator, label: str) -> None:
        self._reach(select)
        self.page.keyboard.press("Home")
        for _ in range(FARTHEST):
            if select.evaluate("field => field.selectedOptions[0].label.trim()") == label:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{label} is not among the options")

    def attach(self, field: Locator, *files: dict) -> None:
        """A browser that is still busy with the page may let the first key fall: a person presses again."""
        for key in ("Space", "Space", "Enter"):
            self._reach(field)
            try:
                with self.page.expect_file_chooser(timeout=5_000) as chooser:
                    self.page.keyboard.press(key)
            except PlaywrightTimeout:
                continue
            chooser.value.set_files(list(files))
            return
        raise AssertionError("No file can be chosen with the keyboard")

    def _among_radios(self, option: Locator) -> None:
        """Tab stops once in a group of radio buttons, at the chosen one or the first; the arrows go on from there."""
        group = option.get_attribute("name")
        for _ in range(FARTHEST):
            if self.page.evaluate("document.activeElement && document.activeElement.name") == group:
                break
            self.page.keyboard.press("Tab")
        if self._is_at(option):
            self.page.keyboard.press("Space")
        for _ in range(FARTHEST):
            if option.is_checked():
                return
            self.page.keyboard.press("ArrowDown")

    def _reach(self, control: Locator) -> None:
        control.wait_for(state="visible")
        for _ in range(FARTHEST):
            if self._is_at(control):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{control} cannot be reached with Tab")

    def _is_at(self, control: Locator) -> bool:
        return bool(control.evaluate("element => element === document.activeElement"))
