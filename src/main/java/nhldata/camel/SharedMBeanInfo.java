package nhldata.camel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.modelmbean.InvalidTargetObjectTypeException;
import javax.management.modelmbean.ModelMBean;
import javax.management.modelmbean.ModelMBeanInfo;
import org.apache.camel.CamelContext;
import org.apache.camel.NonManagedService;
import org.apache.camel.api.management.ManagedInstance;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.api.management.NotificationSenderAware;
import org.apache.camel.support.management.DefaultManagementMBeanAssembler;
import org.apache.camel.support.management.MixinRequiredModelMBean;

/**
 * Shares the description (ModelMBeanInfo) of Camel's MBeans of one class: Camel would create about sixty attributes
 * and operations for each of 800 MBeans, a fifth of the work of the start. Each MBean has its own managed
 * resource and values; a value would be cached in the shared description only with a currencyTimeLimit, which Camel does not set.
 */
public final class SharedMBeanInfo extends DefaultManagementMBeanAssembler implements NonManagedService {

    private final Map<Class<?>, ModelMBeanInfo> infos = new ConcurrentHashMap<>();

    public SharedMBeanInfo(CamelContext camel) {
        super(camel);
    }

    @Override
    public ModelMBean assemble(MBeanServer server, Object managed, ObjectName name) throws JMException {
        if (managed instanceof NotificationSenderAware || managed instanceof ManagedInstance wrapper && describesItself(wrapper.getInstance())) {
            return super.assemble(server, managed, name);
        }
        ModelMBeanInfo info = infos.get(managed.getClass());
        if (info == null) {
            info = assembler.getMBeanInfo(camelContext, managed, null, name.toString());
            if (info == null) {
                return null;
            }
            infos.put(managed.getClass(), info);
        }
        boolean masked = Boolean.TRUE.equals(camelContext.getManagementStrategy().getManagementAgent().getMask());
        MixinRequiredModelMBean mbean = new MixinRequiredModelMBean(info, masked, null, null);
        try {
            mbean.setManagedResource(managed, "ObjectReference");
        } catch (InvalidTargetObjectTypeException e) {
            throw new JMException(e.getMessage());
        }
        return mbean;
    }

    private static boolean describesItself(Object instance) {
        return instance != null && instance.getClass().isAnnotationPresent(ManagedResource.class);
    }
}
