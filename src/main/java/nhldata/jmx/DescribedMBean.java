package nhldata.jmx;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Optional;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.StandardMBean;

/** A standard MBean with the descriptions and parameter names of its interface. */
final class DescribedMBean extends StandardMBean {

    private final Class<?> described;

    <T> DescribedMBean(T implementation, Class<T> described) {
        super(implementation, described, false);
        this.described = described;
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return described.getAnnotation(Description.class).value();
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        return method("get" + info.getName(), 0).map(m -> m.getAnnotation(Description.class).value()).orElse(info.getName());
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        return method(info.getName(), info.getSignature().length).map(m -> m.getAnnotation(Description.class).value()).orElse(info.getName());
    }

    @Override
    protected String getDescription(MBeanOperationInfo operation, MBeanParameterInfo info, int sequence) {
        return parameter(operation, sequence).map(p -> p.getAnnotation(Description.class).value()).orElse(info.getName());
    }

    @Override
    protected String getParameterName(MBeanOperationInfo operation, MBeanParameterInfo info, int sequence) {
        return parameter(operation, sequence).map(Parameter::getName).orElse(info.getName());
    }

    private Optional<Method> method(String name, int parameters) {
        return Arrays.stream(described.getMethods()).filter(m -> m.getName().equals(name) && m.getParameterCount() == parameters).findFirst();
    }

    private Optional<Parameter> parameter(MBeanOperationInfo operation, int sequence) {
        return method(operation.getName(), operation.getSignature().length).map(m -> m.getParameters()[sequence]);
    }
}
