package org.holdline.contract.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import java.util.List;

/** Makes the contract from the resources that there are. */
@ApplicationScoped
public class ContractProducer {
  @Produces
  @Singleton
  Contract contract(BeanManager beans) {
    var resources =
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
            .<Class<?>>map(Bean::getBeanClass)
            .filter(type -> type.isAnnotationPresent(Path.class))
            .toList();
    return new Contract(OpenApi.of(List.copyOf(resources)), AsyncApi.document());
  }
}
