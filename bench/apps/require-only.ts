import 'cdk8s';
import 'cdk8s-plus-28';
