/**
 * The whole system while processes are killed, brokers and networks fail, and clocks go wrong. The tests check that
 * nothing is lost or counted twice.
 */
package uk.regionalratings.system.faults;
