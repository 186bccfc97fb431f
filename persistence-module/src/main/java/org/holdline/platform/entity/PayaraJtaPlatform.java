package org.holdline.platform.entity;

import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import org.hibernate.engine.transaction.jta.platform.internal.AbstractJtaPlatform;

/**
 * Where Hibernate finds the server's transactions; Hibernate no longer ships one for this server.
 */
public class PayaraJtaPlatform extends AbstractJtaPlatform {
  @Override
  protected TransactionManager locateTransactionManager() {
    return (TransactionManager) jndiService().locate("java:appserver/TransactionManager");
  }

  @Override
  protected UserTransaction locateUserTransaction() {
    return (UserTransaction) jndiService().locate("java:comp/UserTransaction");
  }
}
