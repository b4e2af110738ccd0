package nhldata.reload;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.NamedNode;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.properties.PropertiesFunctionResolver;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.apache.camel.language.bean.BeanLanguage;
import org.apache.camel.language.simple.SimpleLanguage;
import org.apache.camel.spi.BeanProcessorFactory;
import org.apache.camel.spi.ClassResolver;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.DataFormatResolver;
import org.apache.camel.spi.FactoryFinder;
import org.apache.camel.spi.FactoryFinderResolver;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.spi.Language;
import org.apache.camel.spi.LanguageResolver;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.spi.ResourceLoader;
import org.apache.camel.support.EndpointHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * A Camel context whose resolvers accept only what {@link RouteRights} allows: endpoints, components, languages, functions, data formats,
 * classes, resources, beans and placeholders. This is enforced for all routes, whatever their source, also for names that are built at run time.
 */
public final class GuardedCamelContext extends DefaultCamelContext {

    private final RouteRights rights;

    /**
     * @param settings the only values that placeholders have
     * @param beans    the only beans that a route can call or reference
     */
    public GuardedCamelContext(Properties settings, Map<String, Object> beans) {
        super(false);
        this.rights = new RouteRights(settings, beans);
        build();
        getCamelContextExtension().addInterceptStrategy(new RejectOverridingHeaders());
        PropertiesComponent properties = (PropertiesComponent) getPropertiesComponent();
        // settings are resolved already; an environment variable or a system property might be a secret
        properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
        properties.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
        properties.setPropertiesFunctionResolver(new NoFunctions());
    }

    private static void require(Optional<String> wrong) {
        wrong.ifPresent(what -> {
            throw new ForbiddenNameException(what);
        });
    }

    @Override
    protected Endpoint doGetEndpoint(String uri, Map<String, Object> parameters, boolean normalized, boolean prototype) {
        require(rights.endpoint(EndpointHelper.resolveEndpointUriPropertyPlaceholders(this, uri)));
        if (parameters != null) {
            parameters.forEach((name, value) -> require(rights.option(uri.replaceFirst("(?s)[:?].*", ""), name, String.valueOf(value))));
        }
        return super.doGetEndpoint(uri, parameters, normalized, prototype);
    }

    @Override
    protected ComponentResolver createComponentResolver() {
        ComponentResolver all = super.createComponentResolver();
        return (name, camel) -> {
            // the bean language uses the component for its cache; bean endpoints are still forbidden
            if (!name.equals("bean")) {
                require(rights.component(name));
            }
            return all.resolveComponent(name, camel);
        };
    }

    @Override
    protected LanguageResolver createLanguageResolver() {
        LanguageResolver all = super.createLanguageResolver();
        return (name, camel) -> {
            Language language = switch (name) {
                case "simple" -> new GuardedSimple(rights);
                case "bean", "method" -> new GuardedBeanLanguage(rights);
                default -> null;
            };
            if (language != null) {
                CamelContextAware.trySetCamelContext(language, camel);
                return language;
            }
            require(RouteRights.language(name));
            return all.resolveLanguage(name, camel);
        };
    }

    @Override
    protected DataFormatResolver createDataFormatResolver() {
        DataFormatResolver all = super.createDataFormatResolver();
        return (name, camel) -> {
            require(RouteRights.format(name));
            return all.createDataFormat(name, camel);
        };
    }

    @Override
    protected ResourceLoader createResourceLoader() {
        ResourceLoader all = super.createResourceLoader();
        return new ResourceLoader() {
            @Override
            public org.apache.camel.spi.Resource resolveResource(String uri) {
                // Camel Main reads the application's own file of defaults, which contains no secrets
                if (!uri.equals("application.properties")) {
                    require(RouteRights.resource(uri));
                }
                return all.resolveResource(uri);
            }

            @Override
            public void setCamelContext(CamelContext camel) {
                all.setCamelContext(camel);
            }

            @Override
            public CamelContext getCamelContext() {
                return all.getCamelContext();
            }
        };
    }

    @Override
    protected BeanProcessorFactory createBeanProcessorFactory() {
        BeanProcessorFactory all = super.createBeanProcessorFactory();
        return new GuardedBeans(all, rights);
    }

    @Override
    protected ClassResolver createClassResolver() {
        return new GuardedClasses(this);
    }

    /** Camel's own factories are found by names in its jars, not by names in a route. */
    @Override
    protected FactoryFinderResolver createFactoryFinderResolver() {
        FactoryFinderResolver all = super.createFactoryFinderResolver();
        ClassResolver everything = new DefaultClassResolver(this);
        return new FactoryFinderResolver() {
            @Override
            public FactoryFinder resolveFactoryFinder(ClassResolver classes, String path) {
                return all.resolveFactoryFinder(everything, path);
            }

            @Override
            public FactoryFinder resolveBootstrapFactoryFinder(ClassResolver classes, String path) {
                return all.resolveBootstrapFactoryFinder(everything, path);
            }
        };
    }

    /** Rejects headers that would make a component do something else than its endpoint configures. */
    private static final class RejectOverridingHeaders implements InterceptStrategy {

        @Override
        public Processor wrapProcessorInInterceptors(CamelContext camel, NamedNode step, Processor target, Processor next) {
            boolean sends = Set.of("to", "toD", "wireTap", "enrich", "pollEnrich", "recipientList", "routingSlip", "dynamicRouter", "bean", "unmarshal").contains(step.getShortName());
            return !sends ? target : new DelegateAsyncProcessor(target) {
                @Override
                public boolean process(Exchange exchange, AsyncCallback callback) {
                    for (String header : exchange.getMessage().hasHeaders() ? RouteRights.OVERRIDING_HEADERS : Set.<String>of()) {
                        if (exchange.getMessage().getHeader(header) != null) {
                            exchange.setException(new ForbiddenNameException(RouteRights.header(header).orElseThrow()));
                            callback.done(true);
                            return true;
                        }
                    }
                    return super.process(exchange, callback);
                }
            };
        }
    }

    /** Resolves the classes that a route may name: exceptions and values. */
    private static final class GuardedClasses extends DefaultClassResolver {

        GuardedClasses(CamelContext camel) {
            super(camel);
        }

        @Override
        protected Class<?> loadClass(String name, ClassLoader loader) {
            Class<?> found = super.loadClass(name, loader);
            require(RouteRights.className(name, found));
            return found;
        }
    }

    private static final class NoFunctions implements PropertiesFunctionResolver {

        @Override
        public void addPropertiesFunction(PropertiesFunction function) {
            // ignores Camel's own functions: environment variables, system properties, beans
        }

        @Override
        public Map<String, PropertiesFunction> getFunctions() {
            return Map.of();
        }

        @Override
        public boolean hasFunction(String name) {
            return false;
        }

        @Override
        public PropertiesFunction resolvePropertiesFunction(String name) {
            return null;
        }
    }

    private static final class GuardedSimple extends SimpleLanguage {

        private static final int MAX_CACHED = 5_000;

        private final RouteRights rights;
        private final Set<String> allowed = ConcurrentHashMap.newKeySet();

        GuardedSimple(RouteRights rights) {
            this.rights = rights;
        }

        /** Cached, since it is called for the parameters of a statement at each execution. */
        private void check(String text) {
            if (!allowed.contains(text)) {
                require(rights.simple(text));
                if (allowed.size() < MAX_CACHED) {
                    allowed.add(text);
                }
            }
        }

        @Override
        public Predicate createPredicate(String text) {
            check(text);
            return super.createPredicate(text);
        }

        @Override
        public Expression createExpression(String text) {
            check(text);
            return super.createExpression(text);
        }

        @Override
        public Expression createExpression(String text, Class<?> resultType, boolean trim, boolean pretty, boolean trimResult) {
            check(text);
            return super.createExpression(text, resultType, trim, pretty, trimResult);
        }
    }

    private static final class GuardedBeanLanguage extends BeanLanguage {

        private static final int INSTANCE = 1;
        private static final int METHOD = 2;
        private static final int TYPE = 3;
        private static final int REF = 4;

        private final RouteRights rights;

        GuardedBeanLanguage(RouteRights rights) {
            this.rights = rights;
        }

        @Override
        public Predicate createPredicate(String text) {
            throw new ForbiddenNameException("a bean is called by method: {ref: …, method: …}");
        }

        @Override
        public Expression createExpression(String text) {
            throw new ForbiddenNameException("a bean is called by method: {ref: …, method: …}");
        }

        @Override
        public Predicate createPredicate(String text, Object[] properties) {
            check(text, properties);
            return super.createPredicate(text, properties);
        }

        @Override
        public Expression createExpression(String text, Object[] properties) {
            check(text, properties);
            return super.createExpression(text, properties);
        }

        /** With an instance it is a path into a message, which the simple language has checked already. */
        private void check(String text, Object[] properties) {
            if (properties[INSTANCE] != null) {
                return;
            }
            if (properties[TYPE] != null || properties[REF] == null && text != null && !text.isEmpty()) {
                throw new ForbiddenNameException("a class may not be called by its name; write ref and one of the application's beans");
            }
            require(rights.call(String.valueOf(properties[REF]), properties[METHOD] == null ? "" : String.valueOf(properties[METHOD])));
        }
    }

    private record GuardedBeans(BeanProcessorFactory all, RouteRights rights) implements BeanProcessorFactory {

        @Override
        public Processor createBeanProcessor(CamelContext camel, Object bean, java.lang.reflect.Method method) throws Exception {
            throw new ForbiddenNameException("a bean is called by ref and method");
        }

        @Override
        public Processor createBeanProcessor(CamelContext camel, Object bean, String beanType, Class<?> beanClass, String ref, String method, org.apache.camel.BeanScope scope) throws Exception {
            if (ref == null || beanType != null || beanClass != null) {
                throw new ForbiddenNameException("a class may not be called by its name; write ref and one of the application's beans");
            }
            require(rights.call(ref, method == null ? "" : method));
            return all.createBeanProcessor(camel, bean, null, null, ref, method, scope);
        }
    }
}
