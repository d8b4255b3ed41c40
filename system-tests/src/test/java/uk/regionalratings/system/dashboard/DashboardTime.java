package uk.regionalratings.system.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** What the dashboard says of time: since when, for how long, and what next. */
abstract class DashboardTime extends BrowserTests {
    @AfterEach
    void nothingFailed() {
        assertThat(browser.consoleErrors()).isEmpty();
    }

    /** docs/analysts-guide.md counts one click for each. */
    @Test
    void answersEachQuestionInOneClick() {
        browser.go(stack.url() + "/?asOf=2026-08-20");
        browser.eventually(() -> assertThat(browser.findAll(".question")).hasSize(9));

        for (WebElement question : browser.findAll(".question summary")) {
            question.click();
        }

        browser.eventually(() -> assertThat(browser.text("#questions"))
                .contains(
                        "Devon: since 12 May 2015, by 2 inspections in a row",
                        "Nottingham: inspected until 22 Jul 2022, 1,490 days ago",
                        "Of 48 that could be checked, half were wrong by more than 179 days",
                        "Lancashire, 20 Aug 2026: care leavers from Requires improvement to Outstanding",
                        "Help and protection: 68% good or outstanding, in England 68%",
                        "Birmingham: Inadequate from 1 Jan 2018, Requires improvement from 17 Jan 2019, Good from 18 Apr 2023",
                        "A day is worth 4 if Outstanding",
                        "2026: 47 days (median of 30 reports)")
                .doesNotContain("There is no answer"));
    }

    @Test
    void showsTheEstimateOfTheNextInspectionWithItsErrorAndThePathway() {
        browser.go(stack.url() + "/?authority=sunderland");

        browser.eventually(() -> assertThat(browser.text("#next-inspection"))
                .contains("since the end of the last inspection’s fieldwork: place ", "Estimate: between ")
                .contains("such estimates that could be checked, half were wrong by more than ")
                .contains("Pathway since April 2026: a short inspection, with a focused visit before it."));
        assertThat(browser.text(".standings")).contains("The same since");
    }
}
